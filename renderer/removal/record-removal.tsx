import { useState } from 'react';

import { removalScreens as text } from '#shared/text/removal-screens.en.ts';
import { removalText } from '#shared/text/removal.en.ts';

import { formatRoute } from '../app/route.ts';
import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { useQuery } from '../store/use-query.ts';
import { DeleteDraftsDialog } from './delete-drafts-dialog.tsx';
import { NewRequestDialog } from './new-request-dialog.tsx';
import { emptyRequest } from './request-form.tsx';
import './removal.css';

interface Props {
  readonly doi: string;
  /** How a request that is opened from here came in. */
  readonly origin?: 'form' | 'audit';
}

/** Beside a record: the cases that it is in, and the one way by which it can go (B10, D17, E38, E39). */
export function RecordRemoval({ doi, origin = 'form' }: Props) {
  const { data } = useQuery('removal.ofRecord', { doi });
  const [open, setOpen] = useState<'draft' | 'request' | null>(null);
  if (data === undefined || (data.offer === 'nothing' && data.cases.length === 0)) return null;
  const { offer } = data;
  const isHub = offer === 'hub-request';
  const close = (): void => setOpen(null);
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
          <Button onPress={() => setOpen(offer === 'delete-draft' ? 'draft' : 'request')}>
            {text.ofRecord[offer]}
          </Button>
          <span className="small soft">
            {offer === 'delete-draft'
              ? removalText.drafts.consequence
              : text.ofRecord[offer === 'request' ? 'locked' : 'lockedHub']}
          </span>
        </p>
      )}
      {open === 'draft' && <DeleteDraftsDialog selection={{ dois: [doi] }} onClose={close} />}
      {open === 'request' && (
        <NewRequestDialog
          given={{
            ...emptyRequest,
            owner: isHub ? 'hub' : 'own',
            origin: isHub ? 'locked' : origin,
            dois: [doi],
          }}
          onClose={close}
          onOpened={([caseId]) => {
            if (caseId !== undefined) goTo({ screen: 'requests', caseId });
          }}
        />
      )}
    </section>
  );
}
