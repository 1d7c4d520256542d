import { backupsText as text } from '#shared/text/backups.en.ts';

import { Button } from '../components/button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { FactList } from '../components/fact-list.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

/** Whether heads of the history are signed, and the key with which somebody else can check them. */
export function HeadSigning() {
  const { data } = useQuery('history.signing', {});
  const set = useCommand('history.setSigning');
  if (data === undefined) return null;
  const key = data.key;
  return (
    <section className="section stack">
      <h2 className="section-title">{text.signing}</h2>
      <p className="soft">{text.signingHint}</p>
      <div className="line">
        <span>{text.signingIs(data.on)}</span>
        <Button isPending={set.pending} onPress={() => void set.run({ on: !data.on })}>
          {data.on ? text.signingOff : text.signingOn}
        </Button>
      </div>
      {key !== null && (
        <FactList
          facts={[
            {
              name: text.publicKey,
              value: (
                <span className="mono">
                  {key} <CopyButton text={key} what={text.thePublicKey} />
                </span>
              ),
            },
          ]}
        />
      )}
      {set.error !== null && <ErrorNotice error={set.error} />}
    </section>
  );
}
