import { useState } from 'react';

import type { Input } from '#shared/contract/contract.ts';
import { appText } from '#shared/text/app.en.ts';
import { hubScreenText } from '#shared/text/hub-screens.en.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { CodeView } from '../components/code-view.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { FactList } from '../components/fact-list.tsx';
import { Notice } from '../components/notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

const text = hubScreenText.letter;
type About = Input<'hub.letter'>['about'];
const abouts: readonly About[] = ['delete', 'rename', 'visibility', 'feedback'];
const kinds = { delete: 'deletion', rename: 'rename', visibility: 'visibility' } as const;

interface Props {
  readonly itemId: number;
  readonly about: About;
  /** How a request that is made of it came in. */
  readonly origin?: 'locked' | 'watch';
  readonly onClose: () => void;
}

/** A letter about an item that its DOI locks, to copy or to keep as a request; the app sends none. */
export function LetterDialog({ itemId, about, origin = 'locked', onClose }: Props) {
  const actions = useActions();
  const open = useCommand('removal.open');
  const [chosen, setChosen] = useState<About>(about);
  const { data: letter, error } = useQuery(
    'hub.letter',
    { itemId, about: chosen },
    { keepPrevious: true },
  );
  const item = useQuery('hub.item', { id: itemId }).data;
  const doi = item?.dois.find(({ outdatedAt }) => outdatedAt === null);
  const keep = async (): Promise<void> => {
    if (letter === undefined || doi === undefined || chosen === 'feedback') return;
    const answer = await open.run({
      requests: [
        {
          kind: kinds[chosen],
          owner: doi.mintedBy,
          dois: [doi.doi],
          requester: '',
          requesterContact: '',
          request: letter.body,
          discussionUrl: '',
          dueOn: null,
          reason: '',
          origin,
        },
      ],
    });
    if (!answer.ok) return;
    actions.notify(hubScreenText.events.requestOpened);
    const [caseId] = answer.value.ids;
    if (caseId === undefined) onClose();
    else goTo({ screen: 'requests', caseId });
  };
  const whole =
    letter === undefined ? '' : `To: ${letter.to}\nSubject: ${letter.subject}\n\n${letter.body}`;
  return (
    <Dialog
      title={text.title}
      isOpen
      onClose={onClose}
      width="wide"
      actions={
        <>
          <Button onPress={onClose}>{appText.close}</Button>
          {chosen !== 'feedback' && doi !== undefined && (
            <Button isPending={open.pending} onPress={() => void keep()}>
              {text.openRequest}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        <p className="soft">{text.hint}</p>
        <SelectField
          label={text.about}
          value={chosen}
          onChange={(id) => setChosen(abouts.find((each) => each === id) ?? 'feedback')}
          groups={[{ title: '', choices: abouts.map((id) => ({ id, label: text.abouts[id] })) }]}
        />
        {error !== undefined && <ErrorNotice error={error} />}
        {letter !== undefined && (
          <>
            {letter.warning !== null && <Notice kind="warning" title={letter.warning} />}
            <FactList
              facts={[
                { name: text.to, value: letter.to === '' ? text.noAddress : letter.to },
                { name: text.subject, value: letter.subject },
              ]}
            />
            <CodeView what={text.body} text={letter.body} />
            <div className="line">
              <CopyButton text={whole} what={text.copyAll} />
            </div>
          </>
        )}
        {open.error !== null && <ErrorNotice error={open.error} />}
      </div>
    </Dialog>
  );
}
