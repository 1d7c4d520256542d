import type { RefObject } from 'react';
import { useState } from 'react';
import { Label, TextArea, TextField } from 'react-aria-components';

import type { ReviewComment, ReviewDetail } from '#shared/contract/review-shapes.ts';
import { reviewScreenText as text } from '#shared/text/review-screen.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { useCommand } from '../store/use-command.ts';

interface Props {
  readonly draft: ReviewDetail;
  readonly commentField: RefObject<HTMLTextAreaElement | null>;
}

/** Threads about the record or one of its fields; what they say is shown as text, whatever it is. */
export function Comments({ draft, commentField }: Props) {
  const { doi, comments, attributes } = draft;
  const write = useCommand('review.comment');
  const [path, setPath] = useState('');
  const [body, setBody] = useState('');
  const [parentId, setParentId] = useState<string | null>(null);
  const threads = comments.filter((comment) => comment.parentId === null);
  const send = async (): Promise<void> => {
    const parent = comments.find(({ id }) => id === parentId);
    const answer = await write.run({ doi, parentId, path: parent?.path ?? path, body });
    if (!answer.ok) return;
    setBody('');
    setParentId(null);
  };
  return (
    <section className="section">
      <h3 className="section-title">{text.comments}</h3>
      {threads.length === 0 && <p className="soft">{text.noComments}</p>}
      <ul className="review-list">
        {threads.map((thread) => (
          <li key={thread.id} className={thread.resolvedAt === null ? 'thread' : 'thread soft'}>
            <Comment comment={thread} />
            {comments
              .filter((comment) => comment.parentId === thread.id)
              .map((reply) => (
                <div key={reply.id} className="thread-reply">
                  <Comment comment={reply} />
                </div>
              ))}
            <ThreadActions
              thread={thread}
              onReply={() => {
                setParentId(thread.id);
                commentField.current?.focus();
              }}
            />
          </li>
        ))}
      </ul>
      <div className="stack-tight">
        {parentId === null && (
          <SelectField
            label={text.about}
            value={path === '' ? 'all' : path}
            onChange={(id) => setPath(id === 'all' ? '' : id)}
            groups={[
              {
                title: '',
                choices: [
                  { id: 'all', label: text.wholeRecord },
                  ...Object.keys(attributes).map((id) => ({ id, label: id })),
                ],
              },
            ]}
          />
        )}
        <TextField className="field" value={body} onChange={setBody}>
          <Label className="label">{parentId === null ? text.newComment : text.reply}</Label>
          <TextArea ref={commentField} className="input long-input" rows={3} />
        </TextField>
        {write.error !== null && <ErrorNotice error={write.error} />}
        <p className="line">
          <Button
            isDisabled={body.trim() === ''}
            isPending={write.pending}
            onPress={() => void send()}
          >
            {text.send}
          </Button>
          {parentId !== null && (
            <Button kind="plain" onPress={() => setParentId(null)}>
              {text.cancel}
            </Button>
          )}
        </p>
      </div>
    </section>
  );
}

function Comment({ comment }: { readonly comment: ReviewComment }) {
  return (
    <>
      <p className="small">
        <span className="strong">{comment.author}</span> <TimeAgo at={comment.createdAt} />
        {comment.path !== '' && <span className="mono"> {comment.path}</span>}
      </p>
      <p className="review-break">{comment.body}</p>
    </>
  );
}

function ThreadActions({
  thread,
  onReply,
}: {
  readonly thread: ReviewComment;
  readonly onReply: () => void;
}) {
  const resolve = useCommand('review.resolve');
  const isResolved = thread.resolvedAt !== null;
  return (
    <p className="line small">
      {isResolved && <span className="soft">{text.resolved(thread.resolvedBy ?? '')}</span>}
      <Button
        kind="link"
        onPress={() => void resolve.run({ id: thread.id, isResolved: !isResolved })}
      >
        {isResolved ? text.reopen : text.resolve}
      </Button>
      {!isResolved && (
        <Button kind="link" onPress={onReply}>
          {text.reply}
        </Button>
      )}
    </p>
  );
}
