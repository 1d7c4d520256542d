import { useEffect, useState } from 'react';

import type { Output } from '#shared/contract/contract.ts';
import type { HubItemDetail } from '#shared/contract/hub-shapes.ts';
import { appText } from '#shared/text/app.en.ts';
import { hubScreenText } from '#shared/text/hub-screens.en.ts';

import { Button } from '../components/button.tsx';
import { CodeView } from '../components/code-view.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Icon } from '../components/icon.tsx';
import { saveText } from '../components/save-text.ts';
import { TextField } from '../components/text-field.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { useSteward } from '../store/steward.ts';
import { Tick } from './tick.tsx';

const text = hubScreenText.generation;
const icons = { good: 'good', asks: 'warning', blocks: 'error' } as const;

interface Props {
  readonly item: HubItemDetail;
  readonly onClose: () => void;
}

/** The checklist and the two consents; then the hub's own page, where the person clicks. */
export function GenerationDialog({ item, onClose }: Props) {
  const { client } = useSteward();
  const words = useQuery('hub.consentTexts', { itemId: item.id }).data;
  const start = useCommand('hub.startGeneration');
  const prepare = useCommand('hub.prepareGeneration');
  const [looked, setLooked] = useState<Output<'hub.prepareGeneration'> | null>(null);
  const { run: look } = prepare;
  useEffect(() => {
    void look({ itemId: item.id }).then((answer) => {
      if (answer.ok) setLooked(answer.value);
    });
  }, [look, item.id]);
  const shownRevision = looked?.revision ?? item.head;
  const [ticks, setTicks] = useState({
    restrictions: false,
    personalData: false,
    coAuthors: false,
  });
  const [person, setPerson] = useState('');
  const [waiver, setWaiver] = useState('');
  const isBlocked = item.checklist.some(({ state }) => state === 'blocks');
  const needsWaiver = item.checklist.some(({ state }) => state === 'asks');
  const isReady =
    !isBlocked &&
    !prepare.pending &&
    ticks.restrictions &&
    ticks.personalData &&
    person.trim() !== '' &&
    (!needsWaiver || waiver.trim() !== '');
  const go = async (): Promise<void> => {
    const answer = await start.run({
      itemId: item.id,
      ticks: {
        restrictions: true,
        personalData: true,
        person,
        coAuthors: ticks.coAuthors,
        waiver: waiver.trim() === '' ? null : waiver,
      },
      shownRevision,
    });
    if (!answer.ok) return;
    window.open(answer.value.settingsAddress, '_blank', 'noopener,noreferrer');
    onClose();
  };
  const saveConsents = async (): Promise<void> => {
    const { text: csv, fileName } = await client.call('hub.consents', {});
    saveText([csv], fileName, 'text/csv');
  };
  return (
    <Dialog
      title={text.title(item.name)}
      isOpen
      onClose={onClose}
      width="wide"
      actions={
        <>
          <Button kind="plain" icon="save" onPress={() => void saveConsents()}>
            {text.consents}
          </Button>
          <Button onPress={onClose}>{appText.cancel}</Button>
          <Button
            kind="main"
            isDisabled={!isReady}
            isPending={start.pending}
            onPress={() => void go()}
          >
            {text.go}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{text.steps}</p>
        <h3 className="section-title">{text.checklist}</h3>
        {prepare.pending && (
          <p className="soft" role="status">
            {text.looking}
          </p>
        )}
        {prepare.error !== null && <ErrorNotice error={prepare.error} />}
        <ul className="hub-points">
          {item.checklist.map(({ id, state, label, detail }) => (
            <li key={id} className="hub-point">
              <Icon name={icons[state]} />
              <span>
                <span className="strong">{label}</span>
                <span className="unseen">: {text.states[state]}</span>
                <br />
                <span className="small soft">{detail}</span>
              </span>
            </li>
          ))}
        </ul>
        {needsWaiver && !isBlocked && (
          <TextField label={text.waiver} value={waiver} onChange={setWaiver} />
        )}
        <p className="hub-sha">
          {text.revision(shownRevision, looked?.branch ?? 'main')}
          {looked?.date != null && (
            <>
              {' '}
              {text.made} <TimeAgo at={looked.date} />.
            </>
          )}
        </p>
        <h3 className="section-title">{text.agree}</h3>
        {words !== undefined && (
          <>
            <p>{words.restrictions}</p>
            <Tick
              label={text.restrictions}
              isOn={ticks.restrictions}
              onChange={(restrictions) => setTicks({ ...ticks, restrictions })}
            />
            <p>{words.personalData}</p>
            <TextField label={text.person} value={person} onChange={setPerson} />
            <Tick
              label={text.personalData}
              isOn={ticks.personalData}
              onChange={(personalData) => setTicks({ ...ticks, personalData })}
            />
            <Tick
              label={`${text.coAuthors} ${words.coAuthors}`}
              isOn={ticks.coAuthors}
              onChange={(coAuthors) => setTicks({ ...ticks, coAuthors })}
            />
            <p className="small soft">
              {text.version(words.version)}{' '}
              <a href={words.terms} target="_blank" rel="noreferrer">
                {text.terms}
              </a>
            </p>
            {words.termsText === null || words.termsReadAt === null ? (
              <p className="small soft">{prepare.pending ? text.looking : text.termsUnread}</p>
            ) : (
              <details>
                <summary>
                  {text.termsRead} <TimeAgo at={words.termsReadAt} />
                </summary>
                <p className="small soft">{text.termsHint}</p>
                <CodeView what={text.terms} text={words.termsText} />
              </details>
            )}
          </>
        )}
        {start.error !== null && <ErrorNotice error={start.error} />}
      </div>
    </Dialog>
  );
}
