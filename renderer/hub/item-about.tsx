import { useState } from 'react';

import type { HubItemDetail } from '#shared/contract/hub-shapes.ts';
import type { Input } from '#shared/contract/contract.ts';
import { shortRevision } from '#shared/hub/hub.ts';
import { hubScreenText } from '#shared/text/hub-screens.en.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import type { Fact } from '../components/fact-list.tsx';
import { FactList } from '../components/fact-list.tsx';
import { FindingList } from '../components/finding-list.tsx';
import { Icon } from '../components/icon.tsx';
import { Notice } from '../components/notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { AuthorList } from './author-list.tsx';
import { LetterDialog } from './letter-dialog.tsx';

const text = hubScreenText.panel;

/** Where an item stands, how good its card is, and its authors. */
export function ItemAbout({ item }: { readonly item: HubItemDetail }) {
  const actions = useActions();
  const refresh = useCommand('hub.refresh');
  const remove = useCommand('hub.remove');
  const [isWriting, setIsWriting] = useState(false);
  const readAnew = async (): Promise<void> => {
    const answer = await refresh.run({ itemId: item.id, revision: null });
    if (answer.ok) actions.notify(answer.value.message ?? text.refreshed(answer.value.outcome));
  };
  const takeOff = async (): Promise<void> => {
    const answer = await remove.run({ itemId: item.id });
    if (!answer.ok) return;
    actions.notify(text.removed);
    goTo({ screen: 'hub', view: 'items', itemId: null }, 'replace');
  };
  const failure = refresh.error ?? remove.error;
  return (
    <div className="stack">
      {item.failure !== null && (
        <Notice kind="warning" title={text.failure}>
          <p>{item.failure}</p>
        </Notice>
      )}
      {item.lock !== null && (
        <Notice
          kind="hint"
          actions={<Button onPress={() => setIsWriting(true)}>{text.request}</Button>}
        >
          <p>{item.lock}</p>
        </Notice>
      )}
      <FactList facts={factsOf(item)} />
      {failure !== null && <ErrorNotice error={failure} />}
      <div className="line line-wrap">
        <Button icon="retry" isPending={refresh.pending} onPress={() => void readAnew()}>
          {text.refresh}
        </Button>
        {item.record !== null && (
          <Button
            icon="records"
            onPress={() => goTo({ screen: 'records', doi: item.record?.doi ?? null })}
          >
            {text.openRecord}
          </Button>
        )}
        {item.lock === null && (
          <Button kind="plain" isPending={remove.pending} onPress={() => void takeOff()}>
            {text.remove}
          </Button>
        )}
      </div>
      {item.findings.length > 0 && (
        <section className="section">
          <h3 className="section-title">{text.findings}</h3>
          <FindingList findings={item.findings} foldHints />
        </section>
      )}
      <Quality item={item} />
      <AuthorList key={JSON.stringify(item.authors)} item={item} />
      <Practice item={item} />
      {isWriting && (
        <LetterDialog itemId={item.id} about="delete" onClose={() => setIsWriting(false)} />
      )}
    </div>
  );
}

function factsOf(item: HubItemDetail): readonly Fact[] {
  const isMoved = item.head !== null && item.revision !== item.head;
  const since = text.changed(item.commitCount, item.fileCount);
  const facts: (Fact | null)[] = [
    {
      name: text.visibility,
      value: `${hubScreenText.accesses[item.access]}${item.gated === 'no' ? '' : `, ${hubScreenText.gated.toLowerCase()}`}`,
    },
    {
      name: text.revision,
      value:
        item.revision === null ? (
          '–'
        ) : (
          <span className="line">
            <span className="mono">
              {item.tag === null
                ? shortRevision(item.revision)
                : `${item.tag} (${shortRevision(item.revision)})`}
            </span>
            <CopyButton text={item.revision} what={text.revision} />
          </span>
        ),
    },
    isMoved
      ? { name: text.head, value: <span className="mono">{shortRevision(item.head ?? '')}</span> }
      : null,
    since === '' ? null : { name: text.since, value: since },
    item.pullRequests.length === 0
      ? null
      : {
          name: text.pullRequests,
          value: item.pullRequests.map(({ number, title }) => `#${number} ${title}`).join('; '),
        },
    { name: text.fetched, value: item.fetchedAt === null ? '–' : <TimeAgo at={item.fetchedAt} /> },
    { name: text.checked, value: item.checkedAt === null ? '–' : <TimeAgo at={item.checkedAt} /> },
    {
      name: text.openPage,
      value: (
        <a href={item.address} target="_blank" rel="noreferrer" className="hub-address">
          {item.address}
        </a>
      ),
    },
  ];
  return facts.filter((fact) => fact !== null);
}

function Quality({ item }: { readonly item: HubItemDetail }) {
  const met = item.quality.filter(({ isMet }) => isMet).length;
  return (
    <section className="section">
      <h3 className="section-title">{text.quality}</h3>
      <p className="line soft">
        {text.qualityCount(met, item.quality.length)}
        <CopyButton text={item.qualityReport} what={text.quality} />
      </p>
      <ul className="hub-points">
        {item.quality.map(({ id, isMet, label }) => (
          <li key={id} className="line">
            <Icon name={isMet ? 'good' : 'warning'} />
            <span>
              {label}
              <span className="unseen">: {isMet ? text.met : text.missing}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Change = Input<'hub.practise'>['change'];
const changes = Object.keys(hubScreenText.practice) as Change[];

/** On the practice hub a newcomer makes things happen and sees them found. */
function Practice({ item }: { readonly item: HubItemDetail }) {
  const actions = useActions();
  const practise = useCommand('hub.practise');
  const [change, setChange] = useState<Change>('move-head');
  const profile = useQuery('hub.profiles', {}).data?.profiles.find(
    ({ id }) => id === item.profileId,
  );
  if (profile?.kind !== 'practice') return null;
  const happen = async (): Promise<void> => {
    if ((await practise.run({ itemId: item.id, change })).ok) actions.notify(text.practiceDone);
  };
  return (
    <section className="section">
      <h3 className="section-title">{text.practice}</h3>
      <div className="line line-wrap">
        <SelectField
          label={text.practice}
          isLabelUnseen
          value={change}
          onChange={(id) => setChange(changes.find((each) => each === id) ?? 'move-head')}
          groups={[
            {
              title: '',
              choices: changes.map((id) => ({ id, label: hubScreenText.practice[id] })),
            },
          ]}
        />
        <Button isPending={practise.pending} onPress={() => void happen()}>
          {text.practise}
        </Button>
      </div>
      {practise.error !== null && <ErrorNotice error={practise.error} />}
    </section>
  );
}
