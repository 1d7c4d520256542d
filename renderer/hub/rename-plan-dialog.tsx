import { appText } from '#shared/text/app.en.ts';
import { hubScreenText } from '#shared/text/hub-screens.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { DoiName } from '../components/doi-name.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useQuery } from '../store/use-query.ts';

const text = hubScreenText.renamePlan;

/** Every place of this ledger that still holds an item's old name. */
export function RenamePlanDialog({
  itemId,
  onClose,
}: {
  readonly itemId: number;
  readonly onClose: () => void;
}) {
  const { data: plan, error } = useQuery('hub.renamePlan', { itemId, oldName: null });
  return (
    <Dialog
      title={text.title}
      isOpen
      onClose={onClose}
      width="wide"
      actions={<Button onPress={onClose}>{appText.close}</Button>}
    >
      {error !== undefined && <ErrorNotice error={error} />}
      {plan === undefined && error === undefined && <Skeleton lines={4} />}
      {plan !== undefined && (
        <div className="stack">
          <p>{text.intro(plan.oldName, plan.newName)}</p>
          {plan.places.length === 0 && <p className="soft">{text.none}</p>}
          {plan.places.length > 0 && <p className="small soft">{text.follows}</p>}
          <ul className="hub-lines">
            {plan.places.map(({ where, doi, path, value, isOurs }) => (
              <li key={`${where} ${doi ?? ''} ${path} ${value}`}>
                <span className="small soft">{text.wheres[where]}</span>{' '}
                {doi !== null && <DoiName doi={doi} />}{' '}
                <span className="mono small faint">{path}</span>
                {!isOurs && <span className="small soft"> ({text.notOurs})</span>}
                <br />
                <span className="hub-address">{value}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Dialog>
  );
}
