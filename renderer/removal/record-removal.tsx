import { useState } from 'react';

import { removalScreens as text } from '#shared/text/removal-screens.en.ts';
import { removalText } from '#shared/text/removal.en.ts';

import { formatRoute } from '../app/route.ts';
import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { DeleteDraftsDialog } from './delete-drafts-dialog.tsx';
import { emptyRequest } from './request-form.tsx';
import './removal.css';

/** In a record's panel: the cases that it is in, and the one way by which it can go (B10, D17, E38, E39). */
export function RecordRemoval({ doi }: { readonly doi: string }) {
  const { data } = useQuery('removal.ofRecord', { doi });
  const open = useCommand('removal.open');
  const [isDeleting, setDeleting] = useState(false);
  if (data === undefined || (data.offer === 'nothing' && data.cases.length === 0)) return null;
  const { offer } = data;
  const handleRequest = async (): Promise<void> => {
    const owner = offer === 'hub-request' ? 'hub' : 'own';
    const origin = offer === 'hub-request' ? 'locked' : 'form';
    const done = await open.run({ requests: [{ ...emptyRequest, owner, origin, dois: [doi] }] });
    const [id] = done.ok ? done.value.ids : [];
    if (id !== undefined) goTo({ screen: 'requests', caseId: id });
  };
  return (
    <section className="record-removal" aria-label={text.title}>
      {data.cases.map(({ id, name, status }) => (
        <p key={id}>
          <a href={formatRoute({ screen: 'requests', caseId: id })}>
            {text.inCase(name, removalText.status[status])}
          </a>
        </p>
      ))}
      {offer !== 'nothing' && (
        <p className="line line-wrap">
          <Button
            isPending={open.pending}
            onPress={() => {
              if (offer === 'delete-draft') setDeleting(true);
              else void handleRequest();
            }}
          >
            {text.ofRecord[offer]}
          </Button>
          <span className="small soft">
            {offer === 'delete-draft'
              ? removalText.drafts.consequence
              : text.ofRecord[offer === 'request' ? 'locked' : 'lockedHub']}
          </span>
        </p>
      )}
      {open.error !== null && <ErrorNotice error={open.error} />}
      {isDeleting && (
        <DeleteDraftsDialog selection={{ dois: [doi] }} onClose={() => setDeleting(false)} />
      )}
    </section>
  );
}
