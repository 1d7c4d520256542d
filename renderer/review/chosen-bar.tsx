import { useState } from 'react';

import { reviewScreenText as text } from '#shared/text/review-screen.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { saveText } from '../components/save-text.ts';
import { RegisterDialog } from '../outbox/register-dialog.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

interface Props {
  readonly dois: readonly string[];
  readonly repository: ChosenRepository;
  readonly onDone: () => void;
}

/** What can be done with many drafts at once. Approving is not among it: each is looked at. */
export function ChosenBar({ dois, repository, onDone }: Props) {
  const actions = useActions();
  const submit = useCommand('review.submit');
  const assign = useCommand('review.assign');
  const exporting = useCommand('review.export');
  const { data: people } = useQuery('stewards.list', {});
  const [isPublishing, setIsPublishing] = useState(false);
  const failure = submit.error ?? assign.error ?? exporting.error;
  const all = { dois: [...dois] };
  const handIn = async (): Promise<void> => {
    const answer = await submit.run(all);
    if (!answer.ok) return;
    actions.notify(text.handedIn(answer.value.count));
    onDone();
  };
  const assignToMe = async (): Promise<void> => {
    const answer = await assign.run({ ...all, stewardId: people?.currentId ?? null });
    if (answer.ok) onDone();
  };
  const save = async (): Promise<void> => {
    const answer = await exporting.run(all);
    if (!answer.ok) return;
    saveText([answer.value.text], 'reviews.json', 'application/json');
    actions.notify(text.exported);
  };
  return (
    <>
      <div className="review-chosen" role="toolbar" aria-label={text.chosen(dois.length)}>
        <span className="strong">{text.chosen(dois.length)}</span>
        <span className="push" />
        <Button isPending={submit.pending} onPress={() => void handIn()}>
          {text.submit}
        </Button>
        <Button
          isPending={assign.pending}
          isDisabled={people?.currentId == null}
          onPress={() => void assignToMe()}
        >
          {text.assignMe}
        </Button>
        <Button icon="save" isPending={exporting.pending} onPress={() => void save()}>
          {text.exportBundle}
        </Button>
        <Button icon="outbox" onPress={() => setIsPublishing(true)}>
          {text.publish}
        </Button>
      </div>
      {failure !== null && <ErrorNotice error={failure} />}
      <RegisterDialog
        selection={all}
        repository={repository}
        isOpen={isPublishing}
        onClose={() => setIsPublishing(false)}
        onShowInvalid={() => setIsPublishing(false)}
      />
    </>
  );
}
