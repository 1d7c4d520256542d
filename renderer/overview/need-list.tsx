import { useState } from 'react';

import type { Output } from '#shared/contract/contract.ts';
import type { NeedId } from '#shared/overview/needs.ts';
import { yearBefore } from '#shared/overview/needs.ts';
import { needText, overviewText as text } from '#shared/text/overview.en.ts';

import { formatRoute } from '../app/route.ts';
import type { Route } from '../app/route.ts';
import { Icon } from '../components/icon.tsx';
import { Notice } from '../components/notice.tsx';
import { useSteward } from '../store/steward.ts';

/** Where each kind of thing is dealt with, and the filter of the records that are meant. */
const places: Readonly<
  Record<NeedId, { readonly route: Route; readonly query?: string | ((today: string) => string) }>
> = {
  conflicts: { route: { screen: 'conflicts' } },
  failed: { route: { screen: 'outbox', batchId: null } },
  'broken-pages': { route: { screen: 'landing', doi: null } },
  'pressing-requests': { route: { screen: 'requests', caseId: null } },
  requests: { route: { screen: 'requests', caseId: null } },
  'hub-events': { route: { screen: 'hub', view: 'events', itemId: null } },
  'to-review': { route: { screen: 'review', doi: null } },
  'ready-drafts': { route: { screen: 'records', doi: null }, query: 'state:draft errors:0' },
  'drafts-with-errors': {
    route: { screen: 'records', doi: null },
    query: 'state:draft findings:errors',
  },
  'version-defects': { route: { screen: 'versions', doi: null } },
  outdated: { route: { screen: 'versions', doi: null } },
  findings: {
    route: { screen: 'records', doi: null },
    query: 'state:findable (findings:errors OR findings:warnings)',
  },
  contacts: { route: { screen: 'collections', collectionId: null } },
  stale: {
    route: { screen: 'records', doi: null },
    query: (today) => `(state:registered OR state:findable) confirmed<${yearBefore(today)}`,
  },
  'unsure-pages': { route: { screen: 'landing', doi: null } },
  unsent: { route: { screen: 'records', doi: null }, query: 'sync:unsent' },
  'expired-reservations': { route: { screen: 'records', doi: null }, query: 'state:reserved' },
};

const icons = { now: 'error', soon: 'warning', later: 'clock' } as const;

type Needs = Output<'overview.needs'>['needs'];

/** What needs a person, the pressing first; each line leads to where it is dealt with. */
export function NeedList({ needs }: { readonly needs: Needs }) {
  const { store } = useSteward();
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const kinds = (['now', 'soon', 'later'] as const).map((kind) => ({
    kind,
    list: needs.filter(({ id }) => needText[id].kind === kind),
  }));
  return (
    <section aria-labelledby="needs-title">
      <h2 id="needs-title" className="section-title">
        {text.needs}
      </h2>
      {needs.length === 0 && (
        <Notice kind="good" title={text.allWell}>
          <p>{text.allWellNote}</p>
        </Notice>
      )}
      <ul className="overview-needs">
        {kinds.flatMap(({ kind, list }) =>
          list.map(({ id, count }) => {
            const { query, route } = places[id];
            return (
              <li key={id} className={`overview-need overview-${kind}`}>
                <Icon name={icons[kind]} />
                <span>
                  {needText[id].sentence(count)}
                  <span className="unseen">. {text.kind[kind]}</span>
                </span>
                <a
                  href={formatRoute(route)}
                  onClick={() => {
                    if (query === undefined) return;
                    const asked = typeof query === 'string' ? query : query(today);
                    store.getState().setRecordFilter({ query: asked });
                  }}
                >
                  {needText[id].action}
                </a>
              </li>
            );
          }),
        )}
      </ul>
    </section>
  );
}
