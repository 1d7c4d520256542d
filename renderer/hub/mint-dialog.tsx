import { useState } from 'react';

import type { HubItemDetail } from '#shared/contract/hub-shapes.ts';
import { appText } from '#shared/text/app.en.ts';
import { hubScreenText } from '#shared/text/hub-screens.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { ChoiceCards } from '../components/choice-cards.tsx';
import { CodeView } from '../components/code-view.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { Tick } from './tick.tsx';

const text = hubScreenText.mint;
const decisions = ['different-version', 'variant', 'identical', 'override'] as const;
type Decision = (typeof decisions)[number];

interface Props {
  readonly item: HubItemDetail;
  readonly repository: ChosenRepository;
  readonly onClose: () => void;
}

/** Drafts a DOI of our own for a revision, after the guard against two DOIs for one thing. */
export function MintDialog({ item, repository, onClose }: Props) {
  const actions = useActions();
  const mint = useCommand('hub.mint');
  const hasCanonical = item.dois.some(({ role }) => role === 'canonical');
  const [withCanonical, setWithCanonical] = useState(true);
  const [decision, setDecision] = useState<Decision | null>(null);
  const [reason, setReason] = useState('');
  const asked = {
    itemId: item.id,
    repositoryId: repository.id,
    collectionName: item.collectionName ?? 'Hub',
    withCanonical: withCanonical && !hasCanonical,
    decision,
    reason: reason.trim() === '' ? null : reason,
  };
  const { data: plan, error } = useQuery(
    'hub.planMint',
    { ...asked, reason: null },
    { keepPrevious: true },
  );
  const isDecided =
    plan?.needsDecision !== true ||
    (decision !== null && (decision !== 'override' || reason.trim() !== ''));
  const go = async (): Promise<void> => {
    const answer = await mint.run(asked);
    if (!answer.ok) return;
    actions.notify(text.done);
    goTo({ screen: 'records', doi: answer.value.doi });
    onClose();
  };
  return (
    <Dialog
      title={text.title(item.name)}
      isOpen
      onClose={onClose}
      width="wide"
      actions={
        <>
          <Button onPress={onClose}>{appText.cancel}</Button>
          <Button
            kind="main"
            isDisabled={plan === undefined || plan.refused !== null || !isDecided}
            isPending={mint.pending}
            onPress={() => void go()}
          >
            {text.go(plan?.canonical == null || hasCanonical ? 1 : 2)}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{text.intro(item.revision)}</p>
        {error !== undefined && <ErrorNotice error={error} />}
        {plan?.refused != null && <Notice kind="error" title={plan.refused} />}
        {plan !== undefined && plan.matches.length > 0 && (
          <Notice
            kind={plan.needsDecision ? 'warning' : 'hint'}
            title={plan.needsDecision ? text.matches : text.what}
          >
            <ul>
              {plan.matches.map(({ kind, doi, text: words }) => (
                <li key={`${kind} ${doi ?? words}`}>{words}</li>
              ))}
            </ul>
          </Notice>
        )}
        {plan?.needsDecision === true && (
          <ChoiceCards
            label={text.decision}
            value={decision ?? ('' as Decision)}
            onChange={setDecision}
            choices={decisions.map((id) => ({ id, ...text.decisions[id] }))}
          />
        )}
        {!hasCanonical && (
          <div>
            <Tick label={text.canonical} isOn={withCanonical} onChange={setWithCanonical} />
            <p className="small soft">{text.canonicalHint}</p>
          </div>
        )}
        <TextField label={text.reason} value={reason} onChange={setReason} />
        {plan !== undefined && plan.findings.length > 0 && (
          <p className="soft">{text.findings(plan.findings.length)}</p>
        )}
        {plan !== undefined && (
          <details>
            <summary>{text.what}</summary>
            <CodeView what={text.version} text={JSON.stringify(plan.version, null, 2)} />
            {plan.canonical !== null && (
              <CodeView what={text.item} text={JSON.stringify(plan.canonical, null, 2)} />
            )}
          </details>
        )}
        {mint.error !== null && <ErrorNotice error={mint.error} />}
      </div>
    </Dialog>
  );
}
