import { useState } from 'react';

import type { Output } from '#shared/contract/contract.ts';
import { appText } from '#shared/text/app.en.ts';
import { hubScreenText } from '#shared/text/hub-screens.en.ts';
import { hubText } from '#shared/text/hub.en.ts';

import { Button } from '../components/button.tsx';
import { ComboField } from '../components/combo-field.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

const text = hubText.profiles;
type Owner = Output<'hub.organisations'>['organisations'][number];

/** Owners of a hub's items, each with the ROR id that was picked for it. */
export function OwnerList({ profileId }: { readonly profileId: string }) {
  const owners = useQuery('hub.organisations', { profileId }).data?.organisations ?? [];
  const [open, setOpen] = useState<Owner | null>(null);
  if (owners.length === 0) return null;
  return (
    <details>
      <summary>{text.owners}</summary>
      <div className="stack hub-owners">
        <p className="soft">{text.ownersHint}</p>
        <ul className="hub-points">
          {owners.map((owner) => (
            <li key={owner.name} className="line line-wrap">
              <span className="strong">{owner.name}</span>
              <span className="soft">{hubScreenText.itemCount(owner.itemCount)}</span>
              <span className="soft">
                {owner.ror === null ? text.noRor : `${owner.label ?? ''} · ${owner.ror}`}
              </span>
              <Button kind="link" onPress={() => setOpen(owner)}>
                {text.pick(owner.name)}
              </Button>
            </li>
          ))}
        </ul>
      </div>
      {open !== null && (
        <OwnerDialog profileId={profileId} owner={open} onClose={() => setOpen(null)} />
      )}
    </details>
  );
}

interface DialogProps {
  readonly profileId: string;
  readonly owner: Owner;
  readonly onClose: () => void;
}

/** The organisation is looked up among those of this ledger and the ROR dump; the person picks. */
function OwnerDialog({ profileId, owner, onClose }: DialogProps) {
  const actions = useActions();
  const set = useCommand('hub.setOrganisation');
  const [label, setLabel] = useState(owner.label ?? '');
  const [ror, setRor] = useState(owner.ror ?? '');
  const found =
    useQuery(
      'suggestions.list',
      { kind: 'organisation', text: label.slice(0, 300) },
      { keepPrevious: true },
    ).data?.suggestions ?? [];
  const pick = (name: string): void => {
    setLabel(name);
    const known = found.find((each) => each.label === name)?.facts['identifier'];
    if (known !== undefined) setRor(known);
  };
  const send = async (given: string | null): Promise<void> => {
    const answer = await set.run({
      profileId,
      name: owner.name,
      ror: given,
      label: label.trim() === '' ? owner.name : label.trim(),
    });
    if (!answer.ok) return;
    actions.notify(given === null ? text.rorTaken(owner.name) : text.rorSaved(owner.name));
    onClose();
  };
  return (
    <Dialog
      title={text.pick(owner.name)}
      isOpen
      onClose={onClose}
      actions={
        <>
          {owner.ror !== null && (
            <Button kind="plain" onPress={() => void send(null)}>
              {text.takeRor}
            </Button>
          )}
          <Button onPress={onClose}>{appText.cancel}</Button>
          <Button
            kind="main"
            isDisabled={ror.trim() === ''}
            isPending={set.pending}
            onPress={() => void send(ror.trim())}
          >
            {text.save}
          </Button>
        </>
      }
    >
      <div className="stack">
        <ComboField
          label={text.organisation}
          value={label}
          onChange={pick}
          choices={found.map((each) => ({ id: each.label, detail: each.detail }))}
          isLookedUp
        />
        <TextField
          label={text.ror}
          value={ror}
          onChange={setRor}
          isMono
          error={set.error?.path === 'ror' ? set.error.message : undefined}
        />
        {set.error !== null && set.error.path !== 'ror' && <ErrorNotice error={set.error} />}
      </div>
    </Dialog>
  );
}
