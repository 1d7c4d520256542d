import type { ReactNode } from 'react';
import { Component } from 'react';

import { appText } from '#shared/text/app.en.ts';

import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';

interface State {
  readonly hasFailed: boolean;
}

/** Keeps a defect of one screen to that screen. A class, because React knows no other boundary. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { hasFailed: false };

  static getDerivedStateFromError(): State {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <EmptyState
        icon="error"
        title={appText.crashed}
        actions={
          <Button kind="main" onPress={() => this.setState({ hasFailed: false })}>
            {appText.reload}
          </Button>
        }
      >
        <p>{appText.crashedBody}</p>
      </EmptyState>
    );
  }
}
