import { nameOfCode, policiesText as text } from '#shared/text/policies.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Icon } from '../components/icon.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

/** What was waived, by whom and why. Nothing is shown where nothing was. */
export function WaivedFindings({ doi }: { readonly doi: string }) {
  const { data } = useQuery('records.waivers', { doi });
  const withdraw = useCommand('records.withdrawWaiver');
  if (data === undefined || data.waivers.length === 0) return null;
  return (
    <section className="section">
      <h3 className="section-title">{text.waivedTitle}</h3>
      <ul className="findings">
        {data.waivers.map(({ code, path, reason, person, waivedAt, finding }) => (
          <li key={`${code} ${path}`} className="finding">
            <Icon name="check" />
            <div className="finding-text">
              <p className="strong">{finding?.message ?? nameOfCode(code)}</p>
              <p>{reason}</p>
              <p className="soft small">
                {text.waivedBy(person)} <TimeAgo at={waivedAt} />
              </p>
              {finding === null && <p className="soft small">{text.gone}</p>}
            </div>
            <Button
              kind="plain"
              isPending={withdraw.pending}
              onPress={() => void withdraw.run({ doi, code, path, reason: null })}
            >
              {text.withdraw}
            </Button>
          </li>
        ))}
      </ul>
      {withdraw.error !== null && <ErrorNotice error={withdraw.error} />}
    </section>
  );
}
