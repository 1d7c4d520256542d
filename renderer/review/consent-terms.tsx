import type { Output } from '#shared/contract/contract.ts';
import { consentText } from '#shared/text/consent.en.ts';
import { reviewScreenText as text } from '#shared/text/review-screen.en.ts';

import { Button } from '../components/button.tsx';
import { saveText } from '../components/save-text.ts';
import { TextField } from '../components/text-field.tsx';
import { useActions, useSteward } from '../store/steward.ts';

type Policy = Output<'review.policy'>['policy'];

interface Props {
  readonly collectionId: number;
  readonly policy: Policy;
  readonly onChange: (part: Partial<Policy>) => void;
}

/** Terms that are agreed to with a consent, and the log of what was agreed to. */
export function ConsentTerms({ collectionId, policy, onChange }: Props) {
  const { client } = useSteward();
  const actions = useActions();
  const save = async (): Promise<void> => {
    const { text: csv, fileName } = await client.call('review.consents', { collectionId });
    if (csv === '') actions.notify(consentText.noLog);
    else saveText([csv], fileName, 'text/csv');
  };
  return (
    <div className="stack-tight">
      <TextField
        label={text.terms}
        hint={text.termsHint}
        rows={3}
        value={policy.terms}
        onChange={(terms) => onChange({ terms })}
      />
      <TextField
        label={text.termsUrl}
        value={policy.termsUrl}
        onChange={(termsUrl) => onChange({ termsUrl })}
      />
      <p>
        <Button icon="save" onPress={() => void save()}>
          {consentText.log}
        </Button>
      </p>
    </div>
  );
}
