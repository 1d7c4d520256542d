import { useState } from 'react';

import type { CaseDetail } from '#shared/contract/removal-shapes.ts';
import { safeAddress } from '#shared/removal/html.ts';
import { removalScreens as text } from '#shared/text/removal-screens.en.ts';
import { removalText } from '#shared/text/removal.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import type { Fact } from '../components/fact-list.tsx';
import { FactList } from '../components/fact-list.tsx';
import { TextField } from '../components/text-field.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { useCommand } from '../store/use-command.ts';
import { DatesDialog } from './dates-dialog.tsx';

/** Who asked for what, what was decided, and everything that was said since. */
export function CaseFile({ detail }: { readonly detail: CaseDetail }) {
  const [comment, setComment] = useState('');
  const [isChanging, setChanging] = useState(false);
  const add = useCommand('removal.comment');
  const fact = (name: string, value: string): Fact[] => (value === '' ? [] : [{ name, value }]);
  const handleAdd = async (): Promise<void> => {
    const done = await add.run({ id: detail.id, text: comment.trim() });
    if (done.ok) setComment('');
  };
  return (
    <div className="stack">
      <FactList
        facts={[
          ...fact(text.request, detail.request),
          ...fact(text.requester, detail.requester),
          ...fact(text.contact, detail.requesterContact),
          ...fact(text.origin, removalText.origin[detail.origin]),
          ...fact(text.reason, detail.reason === '' ? '' : removalText.reason[detail.reason]),
          ...(detail.discussionUrl === ''
            ? []
            : [{ name: text.discussion, value: <Discussion url={detail.discussionUrl} /> }]),
          ...fact(text.deadline, detail.dueOn ?? ''),
          ...fact(text.reminder, detail.remindOn ?? ''),
          ...fact(
            text.decision,
            detail.owner === 'own'
              ? text.approvals(detail.approvedBy.length, detail.approvalsNeeded)
              : '',
          ),
          ...fact(
            text.alternativeChosen,
            detail.alternative === null ? '' : removalText.alternative[detail.alternative].name,
          ),
        ]}
      />
      <div className="line">
        <Button onPress={() => setChanging(true)}>{text.dates}</Button>
      </div>
      {isChanging && <DatesDialog detail={detail} onClose={() => setChanging(false)} />}
      <h3>{text.happened}</h3>
      <ol className="case-entries">
        {detail.entries.map((entry) => (
          <li key={entry.id} className={`case-entry case-entry-${entry.kind}`}>
            <p className="small soft">
              <TimeAgo at={entry.at} />
              {entry.person === null ? '' : `, ${entry.person}`}
            </p>
            <p className="case-entry-text">{entry.text}</p>
          </li>
        ))}
      </ol>
      <TextField label={text.comment} value={comment} onChange={setComment} rows={2} />
      <div className="line">
        <Button
          isDisabled={comment.trim() === ''}
          isPending={add.pending}
          onPress={() => void handleAdd()}
        >
          {text.addComment}
        </Button>
      </div>
      {add.error !== null && <ErrorNotice error={add.error} />}
    </div>
  );
}

function Discussion({ url }: { readonly url: string }) {
  return safeAddress(url) === null ? (
    url
  ) : (
    <a href={url} target="_blank" rel="noreferrer">
      {url}
    </a>
  );
}
