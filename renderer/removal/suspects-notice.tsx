import { removalScreens as text } from '#shared/text/removal-screens.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { emptyRequest } from './request-form.tsx';

/** Few enough to be read at a glance; the rest comes when these are dealt with. */
const mostListed = 3;

/** DOIs that lie about their item, found by the audit and by their metadata, each with the way to a case. */
export function SuspectsNotice({ onOpened }: { readonly onOpened: (id: number) => void }) {
  const { data } = useQuery('removal.suspects', {});
  const open = useCommand('removal.open');
  if (data === undefined || data.total === 0) return null;
  const handleOpen = async (doi: string): Promise<void> => {
    const done = await open.run({ requests: [{ ...emptyRequest, origin: 'audit', dois: [doi] }] });
    const [id] = done.ok ? done.value.ids : [];
    if (id !== undefined) onOpened(id);
  };
  return (
    <div className="suspects">
      <Notice kind="warning" title={text.suspects(data.total)}>
        <ul className="problem-list">
          {data.suspects.slice(0, mostListed).map(({ doi, why }) => (
            <li key={doi}>
              <span className="mono">{doi}</span>: {text.suspectWhy[why]}{' '}
              <Button kind="link" isPending={open.pending} onPress={() => void handleOpen(doi)}>
                {text.openCase}
              </Button>
            </li>
          ))}
        </ul>
      </Notice>
      {open.error !== null && <ErrorNotice error={open.error} />}
    </div>
  );
}
