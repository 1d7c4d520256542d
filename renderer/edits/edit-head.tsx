import { useState } from 'react';

import type { EditDetail } from '#shared/contract/edits.ts';
import { editFormText as text } from '#shared/text/edit-form.en.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { DoiName } from '../components/doi-name.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { StateName } from '../components/state-name.tsx';
import type { KeptEdit } from './use-kept-edit.ts';

interface Props {
  readonly detail: EditDetail;
  readonly kept: KeptEdit;
  readonly changeCount: number;
  readonly blocked: string | null;
  readonly isSaving: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/** Which record this is, whether what was typed is safe, and the two ways out. */
export function EditHead(props: Props) {
  const { detail, kept, changeCount, blocked, isSaving } = props;
  const [isAsking, setIsAsking] = useState(false);
  const title = kept.read().titles?.[0]?.title;
  const isTouched = kept.revision > 0 || changeCount > 0;
  return (
    <header className="edit-head">
      <IconButton
        icon="left"
        label={detail.isNew ? text.backToRecords : text.backToRecord}
        onPress={() => {
          void kept.flush();
          goTo({ screen: 'records', doi: detail.isNew ? null : detail.doi });
        }}
      />
      <div className="edit-title">
        <h1 id="screen-title" className="title cut">
          {title != null && title !== '' ? title : detail.isNew ? text.newTitle : text.untitled}
        </h1>
        <p className="line small">
          {detail.isNew ? null : <DoiName doi={detail.doi ?? ''} />}
          <StateName state={detail.state} unsent={detail.sync === 'unsent'} />
          <span className="soft">{detail.repositoryName}</span>
        </p>
      </div>
      <p className="soft small edit-status" role="status">
        {statusOf(kept)}
      </p>
      <Button isDisabled={!isTouched} onPress={() => setIsAsking(true)}>
        {text.discard}
      </Button>
      <Button
        kind="main"
        icon="check"
        isPending={isSaving}
        isDisabled={
          detail.refusal !== null || blocked !== null || (!detail.isNew && changeCount === 0)
        }
        onPress={props.onSave}
      >
        {detail.isNew ? text.saveNew : text.save}
      </Button>
      <Dialog
        title={text.discardTitle}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        actions={
          <>
            <Button autoFocus onPress={() => setIsAsking(false)}>
              {text.cancel}
            </Button>
            <Button kind="danger" onPress={props.onDiscard}>
              {text.discard}
            </Button>
          </>
        }
      >
        <p>{text.discardBody}</p>
      </Dialog>
    </header>
  );
}

function statusOf({ status, savedAt }: KeptEdit): string {
  switch (status) {
    case 'untouched':
      return text.notTouched;
    case 'keeping':
      return text.keeping;
    case 'failed':
      return text.notKept;
    case 'kept':
      return text.keptAt(savedAt === null ? '' : new Date(savedAt).toLocaleTimeString('en-GB'));
  }
}
