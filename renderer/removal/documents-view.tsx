import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';

import type { CaseDetail } from '#shared/contract/removal-shapes.ts';
import type { AppError } from '#shared/support/app-error.ts';
import { formatBytes } from '#shared/text/format.ts';
import { removalScreens as text } from '#shared/text/removal-screens.en.ts';

import { Button } from '../components/button.tsx';
import { CommandDialog } from '../components/command-dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { saveBlob } from '../components/save-text.ts';
import { TextField } from '../components/text-field.tsx';
import { readChosen } from '../collections/wizard/read-drop.ts';
import { toAppError } from '../store/query-cache.ts';
import { useSteward } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

type Attached = CaseDetail['documents'][number];

/** Letters and orders, encrypted in the ledger; each can be erased and leaves a receipt. */
export function DocumentsView({ detail }: { readonly detail: CaseDetail }) {
  const { client, link } = useSteward();
  const [until, setUntil] = useState('');
  const [failure, setFailure] = useState<AppError | null>(null);
  const [erasing, setErasing] = useState<Attached | null>(null);
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setFailure(null);
    try {
      await work();
    } catch (cause) {
      setFailure(toAppError(cause));
    }
  };
  const attach = (list: FileList | null) =>
    attempt(async () => {
      const files = readChosen(list);
      if (files.length === 0) return;
      const sourceId = await link.offerFiles(files, () => undefined);
      await client.call('removal.attach', {
        id: detail.id,
        sourceId,
        retainUntil: until.trim() === '' ? null : until.trim(),
      });
    });
  const open = (documentId: number) =>
    attempt(async () => {
      const { name, base64 } = await client.call('removal.document', { documentId });
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      saveBlob(new Blob([bytes], { type: 'application/octet-stream' }), name);
    });
  return (
    <div className="stack">
      {detail.documents.length === 0 && <p className="soft">{text.noDocuments}</p>}
      <ul className="document-list">
        {detail.documents.map((one) => (
          <li key={one.id} className="line line-wrap">
            <span>{one.erasedAt === null ? one.name : text.erased}</span>
            <span className="small soft">
              {formatBytes(one.size)}
              {one.retainUntil === null ? '' : `, ${text.keptUntil(one.retainUntil)}`}
            </span>
            <span className="small soft mono cut" title={one.sha256}>
              {one.sha256.slice(0, 16)}
            </span>
            <span className="push" />
            {one.erasedAt === null && (
              <>
                <Button kind="plain" onPress={() => void open(one.id)}>
                  {text.open}
                </Button>
                <Button kind="plain" onPress={() => setErasing(one)}>
                  {text.erase}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      <TextField label={text.keepUntil} value={until} onChange={setUntil} />
      <div className="line">
        <FileTrigger onSelect={(list) => void attach(list)}>
          <Button icon="plus">{text.attach}</Button>
        </FileTrigger>
      </div>
      {failure !== null && <ErrorNotice error={failure} />}
      {erasing !== null && <EraseDialog attached={erasing} onClose={() => setErasing(null)} />}
    </div>
  );
}

function EraseDialog({
  attached,
  onClose,
}: {
  readonly attached: Attached;
  readonly onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const erase = useCommand('removal.erase');
  const { data } = useQuery('backups.list', attached.hasOwnKey ? null : {});
  const older = (data?.backups ?? []).filter(
    ({ takenAt }) => takenAt >= attached.attachedAt,
  ).length;
  const handleErase = async (): Promise<void> => {
    const done = await erase.run({ documentId: attached.id, reason });
    if (done.ok) onClose();
  };
  return (
    <CommandDialog
      title={text.eraseTitle}
      onClose={onClose}
      command={erase}
      button={text.erase}
      kind="danger"
      isReady={reason.trim() !== ''}
      onRun={handleErase}
    >
      <p>{text.eraseBody}</p>
      <p>{attached.hasOwnKey ? text.eraseReaches : text.eraseMisses(older)}</p>
      <TextField label={text.why} value={reason} onChange={setReason} />
    </CommandDialog>
  );
}
