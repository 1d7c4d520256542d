import { appText, keyMap } from '#shared/text/app.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useActions, useView } from '../store/steward.ts';

export function KeyboardMap() {
  const isOpen = useView((view) => view.overlay === 'keys');
  const actions = useActions();
  const close = (): void => actions.showOverlay(null);
  return (
    <Dialog
      title={appText.keys}
      isOpen={isOpen}
      onClose={close}
      isReading
      actions={
        <Button autoFocus onPress={close}>
          {appText.close}
        </Button>
      }
    >
      {keyMap.map((group) => (
        <section key={group.title} className="stack-tight">
          <h3 className="soft">{group.title}</h3>
          <dl className="keys">
            {group.lines.map((line) => (
              <div key={line.does} className="keys-line">
                <dt>{line.does}</dt>
                <dd className="line">
                  {line.keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
