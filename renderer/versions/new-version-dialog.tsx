import { useState } from 'react';

import type { ChainNode } from '#shared/contract/version-chains.ts';
import { versionsText as text } from '#shared/text/versions.en.ts';
import { nextVersion } from '#shared/versions/new-version.ts';
import { policyOn } from '#shared/versions/version-policy.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

interface Props {
  readonly node: ChainNode;
  readonly hasCanonical: boolean;
  readonly onClose: () => void;
}

/** What changed, what the policy says to it, and, where it is a new version, what it needs to be one. */
export function NewVersionDialog({ node, hasCanonical, onClose }: Props) {
  const actions = useActions();
  const { data: known } = useQuery('versions.policies', {});
  const [changes, setChanges] = useState<string[]>([]);
  const { data: proposed } = useQuery(
    'versions.propose',
    changes.length === 0 ? null : { changes },
  );
  const decision = proposed?.decision ?? null;
  const [typed, setTyped] = useState<string | null>(null);
  const raised = (step: 'major' | 'minor'): string =>
    typed ?? nextVersion(node.version, step) ?? '';
  const version = raised(decision?.proposal === 'update' ? 'minor' : 'major');
  const inPlace = raised('minor');
  const [isCorrection, setIsCorrection] = useState(false);
  const [url, setUrl] = useState('');
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const [issued, setIssued] = useState(today);
  const [canonicalUrl, setCanonicalUrl] = useState('');
  const [reason, setReason] = useState('');
  const create = useCommand('versions.create');
  const decide = useCommand('versions.decide');
  const isPending = create.pending || decide.pending;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(issued);
  const isFilled = version.trim() !== '' && url.trim() !== '' && isDay;
  const answers = {
    version,
    url,
    publicationYear: issued.slice(0, 4),
    issued,
    isCorrection,
    canonical:
      canonicalUrl.trim() === ''
        ? ({ kind: 'keep' } as const)
        : ({ kind: 'create', url: canonicalUrl } as const),
  };
  const { data: plan, error } = useQuery(
    'versions.planNew',
    isFilled ? { doi: node.doi, answers } : null,
    {
      keepPrevious: true,
    },
  );
  const why = reason.trim() === '' ? null : reason.trim();

  const handleCreate = async (): Promise<void> => {
    const made = await create.run({ doi: node.doi, answers, changes, reason: why });
    if (!made.ok) return;
    actions.notify(text.madeVersion(made.value.doi));
    onClose();
    goTo({ screen: 'versions', doi: made.value.doi });
  };
  const handleKeep = async (): Promise<void> => {
    const update = { version: inPlace, updated: issued };
    const what = { doi: node.doi, changes, chosen: 'update', reason: why, update } as const;
    const kept = await decide.run(what);
    if (!kept.ok) return;
    actions.notify(text.keptInPlace(inPlace));
    onClose();
    goTo({ screen: 'records', doi: node.doi });
  };
  const policy = known === undefined ? undefined : policyOn(known.policies, today);
  return (
    <Dialog
      title={text.newVersionOf(node.version === '' ? node.doi : node.version)}
      isOpen
      onClose={onClose}
      width="wide"
      isDismissable={!isPending}
      actions={
        <>
          <Button onPress={onClose} isDisabled={isPending}>
            {text.cancel}
          </Button>
          <Button
            isDisabled={changes.length === 0 || !isDay}
            isPending={decide.pending}
            onPress={() => void handleKeep()}
          >
            {text.updateInPlace}
          </Button>
          <Button
            kind="main"
            isDisabled={!isFilled || plan?.refused !== null}
            isPending={create.pending}
            onPress={() => void handleCreate()}
          >
            {text.makeVersion}
          </Button>
        </>
      }
    >
      <div className="stack">
        <fieldset className="field check-lines">
          <legend className="label">{text.whatChanged}</legend>
          {policy?.rules.map(({ change, label }) => (
            <label key={change} className="check-line">
              <input
                type="checkbox"
                checked={changes.includes(change)}
                onChange={(event) =>
                  setChanges(
                    event.target.checked
                      ? [...changes, change]
                      : changes.filter((one) => one !== change),
                  )
                }
              />
              {label}
            </label>
          ))}
        </fieldset>
        {decision !== null && (
          <Notice
            kind={decision.proposal === 'ask' ? 'warning' : 'hint'}
            title={text.proposal[decision.proposal]}
          >
            <p>{decision.reasons[0]?.why}</p>
            <p className="soft small">
              {text.byPolicy(decision.policyName, decision.policyValidFrom)}
            </p>
          </Notice>
        )}
        <div className="fields">
          <TextField label={text.versionLabel} value={version} onChange={setTyped} />
          <TextField
            label={text.issuedLabel}
            value={issued}
            onChange={setIssued}
            hint={text.dateHint}
          />
        </div>
        <TextField label={text.urlLabel} value={url} onChange={setUrl} hint={text.urlHint} isMono />
        {!hasCanonical && (
          <TextField
            label={text.canonicalLabel}
            value={canonicalUrl}
            onChange={setCanonicalUrl}
            hint={text.canonicalHint}
            isMono
          />
        )}
        <label className="check-line">
          <input
            type="checkbox"
            checked={isCorrection}
            onChange={(event) => setIsCorrection(event.target.checked)}
          />
          {text.isCorrection}
        </label>
        <TextField label={text.reason} hint={text.reasonHint} value={reason} onChange={setReason} />
        {changes.length > 0 && isDay && <p className="soft">{text.inPlaceLead(inPlace, issued)}</p>}
        {plan?.refused != null && <Notice kind="error" title={plan.refused} />}
        {plan?.refused === null && isFilled && <p className="soft">{text.versionLead(node.doi)}</p>}
        {[error, create.error, decide.error].map(
          (one, at) => one != null && <ErrorNotice key={at} error={one} />,
        )}
      </div>
    </Dialog>
  );
}
