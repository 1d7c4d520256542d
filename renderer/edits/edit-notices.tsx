import type { EditDetail } from '#shared/contract/edits.ts';
import { editFormText as text, fieldLabel } from '#shared/text/edit-form.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import type { KeptEdit } from './use-kept-edit.ts';

interface Props {
  readonly now: EditDetail;
  readonly kept: KeptEdit;
  readonly blocked: string | null;
  readonly onCatchUp: (theirs: readonly string[]) => void;
  readonly onRedraw: () => void;
}

/** What a person must know before going on: the record moved, another window wrote, it cannot be saved. */
export function EditNotices({ now, kept, blocked, onCatchUp, onRedraw }: Props) {
  const isElsewhere = kept.error?.code === 'CONFLICT' || now.revision > kept.revision + 1;
  const names = (isMine: boolean): string =>
    now.behind
      .filter((each) => each.isMine === isMine)
      .map(({ property }) => fieldLabel(property))
      .join(', ');
  const mine = now.behind.filter(({ isMine }) => isMine).map(({ property }) => property);
  return (
    // What comes while a person types is told, without taking the word from them.
    <div className="edit-notices" aria-live="polite">
      {now.refusal !== null && (
        <Notice kind="warning" title={text.refusedTitle}>
          <p>{now.refusal}</p>
        </Notice>
      )}
      {isElsewhere && (
        <Notice
          kind="warning"
          title={text.otherWindowTitle}
          actions={<Button onPress={onRedraw}>{text.loadNewer}</Button>}
        >
          <p>{text.otherWindowBody}</p>
        </Notice>
      )}
      {kept.error !== null && !isElsewhere && (
        <ErrorNotice error={kept.error} onRetry={() => void kept.flush()} />
      )}
      {now.behind.length > 0 && (
        <Notice
          kind="warning"
          title={text.behindTitle}
          actions={
            <>
              <Button onPress={() => onCatchUp([])}>{text.takeNewer}</Button>
              {mine.length > 0 && (
                <Button onPress={() => onCatchUp(mine)}>{text.takeTheirs}</Button>
              )}
            </>
          }
        >
          {names(false) !== '' && <p>{text.behindOther(names(false))}</p>}
          {names(true) !== '' && <p>{text.behindMine(names(true))}</p>}
        </Notice>
      )}
      {blocked !== null && <Notice kind="error" title={blocked} />}
    </div>
  );
}
