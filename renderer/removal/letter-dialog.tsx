import { removalScreens as text } from '#shared/text/removal-screens.en.ts';

import { Button } from '../components/button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { FactList } from '../components/fact-list.tsx';
import { Notice } from '../components/notice.tsx';
import { saveText } from '../components/save-text.ts';
import { Skeleton } from '../components/skeleton.tsx';
import { TextField } from '../components/text-field.tsx';
import { useQuery } from '../store/use-query.ts';

interface Props {
  readonly id: number;
  readonly to: 'hub' | 'requester';
  readonly name: string;
  readonly onClose: () => void;
}

/** A letter to copy or to save as a draft; nothing is sent from here. */
export function LetterDialog({ id, to, name, onClose }: Props) {
  const { data, error } = useQuery('removal.letter', { id, to });
  return (
    <Dialog
      title={text.letterTitle}
      isOpen
      onClose={onClose}
      width="wide"
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {text.close}
          </Button>
          {data !== undefined && (
            <Button
              kind="main"
              icon="save"
              onPress={() => saveText([data.eml], `${name}.eml`, 'message/rfc822')}
            >
              {text.saveEml}
            </Button>
          )}
        </>
      }
    >
      <p>{text.letterBody}</p>
      {error !== undefined && <ErrorNotice error={error} />}
      {data === undefined && error === undefined && <Skeleton lines={6} />}
      {data !== undefined && (
        <>
          {data.warning !== null && (
            <Notice kind="warning">
              <p>{data.warning}</p>
            </Notice>
          )}
          <FactList
            facts={[
              { name: text.to, value: data.to },
              { name: text.subject, value: data.subject },
            ]}
          />
          <TextField
            label={text.letter}
            value={data.body}
            onChange={() => undefined}
            rows={12}
            isReadOnly
          />
          <p className="line">
            <CopyButton text={data.body} what={text.letter} />
            <span className="soft">{text.copyText}</span>
          </p>
        </>
      )}
    </Dialog>
  );
}
