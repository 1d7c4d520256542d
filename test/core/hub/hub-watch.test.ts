import { afterEach, expect, it } from 'vitest';

import { isUnchanged, listedState } from '#core/hub/look.ts';
import { stateOf } from '#core/hub/map-fetched.ts';
import { infoAnswer } from '#core/practice-hub/answers.ts';
import { changeWorld, emptyWorld } from '#core/practice-hub/world.ts';
import type { Output } from '#shared/contract/contract.ts';
import { readInfo } from '#shared/hub/info.ts';
import { eventsBetween } from '#shared/hub/watch.ts';
import { mustExist } from '#shared/support/assert.ts';
import { card, openHubBench } from './hub-bench.ts';
import type { HubBench } from './hub-bench.ts';

let bench: HubBench;
let isOpen = false;
afterEach(async () => {
  if (isOpen) await bench.close();
  isOpen = false;
});
const open = async (): Promise<void> => {
  bench = await openHubBench();
  isOpen = true;
};

function openEvents(): string[] {
  const asked = { show: 'open', kind: null, offset: 0, limit: 200 } as const;
  const { rows } = bench.handlers['hub.events'](asked) as Output<'hub.events'>;
  return rows.map(({ itemName, kind }) => `${itemName} ${kind}`).sort();
}

// Synthetic, after the status codes of huggingface_hub (utils/_http.py, hf_raise_for_status).
it('sees what comes back, what the law withholds, and takes an outage for no event', async () => {
  await open();
  const { changes } = bench.hub;
  for (const name of ['s/gate', 's/hide', 's/law', 's/record']) {
    changes.create('dataset', name, { 'README.md': { text: card(name) } });
    changes.generateDoi('dataset', name, '10.5555');
  }
  await bench.bringIn('s');
  await bench.watch();
  changes.set('dataset', 's/gate', { gated: 'manual' });
  changes.set('dataset', 's/hide', { isPrivate: true });
  changes.set('dataset', 's/law', { isBlocked: true });
  await bench.watch();
  expect(openEvents()).toEqual(['s/gate gated', 's/hide hidden', 's/law disabled']);
  expect(bench.item('s/law').access).toBe('blocked');

  for (const status of [500, 503]) {
    bench.hub.setFailing(status);
    const state = await bench.watch();
    expect([state.failedCount > 0 || state.failure !== null, state.eventCount]).toEqual([true, 0]);
  }
  bench.hub.setFailing(null);
  expect(openEvents()).toHaveLength(3);

  changes.set('dataset', 's/gate', { gated: false });
  changes.set('dataset', 's/hide', { isPrivate: false });
  changes.set('dataset', 's/law', { isBlocked: false });
  await bench.watch();
  expect(openEvents()).toEqual(
    expect.arrayContaining(['s/gate ungated', 's/hide available-again', 's/law available-again']),
  );

  // Somebody corrects the public record of a DOI: noticed when it is read again.
  const count = openEvents().length;
  changes.setRecord('dataset', 's/record', { title: 'Something else' });
  await bench.watch();
  expect(openEvents()).toHaveLength(count);
  bench.test.ports.clock.advance(8 * 86_400_000);
  await bench.watch();
  expect(openEvents()).toHaveLength(count + 1);
  const drift = bench.item('s/record').events.find(({ kind }) => kind === 'record-drift');
  expect([drift?.before, drift?.after]).toEqual(['title: s/record', 'title: Something else']);
});

it('refuses what 401, 403, 404 and 429 mean for one item, and reads answers with missing or strange members', async () => {
  await open();
  const { changes, world } = bench.hub;
  for (const name of ['x/fine', 'x/shut', 'x/law', 'x/odd'])
    changes.create('dataset', name, { 'README.md': { text: card(name) } });
  changes.set('dataset', 'x/shut', { isDisabled: true });
  changes.set('dataset', 'x/law', { isBlocked: true });
  const odd = world.repos.find(({ name }) => name === 'x/odd');
  // Members of a wrong type, as a changed API may send them.
  Object.assign(odd ?? {}, { createdAt: 7, contributors: [], gated: 'perhaps' });
  const { run, lines } = await bench.bringIn(
    ['fine', 'shut', 'law', 'odd', 'none'].map((name) => `datasets/x/${name}`).join('\n'),
  );
  expect(run).toMatchObject({ status: 'done', newCount: 2, failedCount: 3 });
  const told = new Map(lines.map(({ name, message }) => [name, message ?? '']));
  expect(told.get('x/shut')).toContain('disabled access');
  expect(told.get('x/law')).toContain('legal reasons');
  expect(told.get('x/none')).toContain('private, or it is not there');
  expect(bench.item('x/odd').gated).toBe('no');

  // 429 without end, and an outage: the run stops with its reason and goes on later; nothing is lost.
  changes.create('dataset', 'x/late', { 'README.md': { text: card('Late') } });
  bench.hub.setFailing(429);
  const stopped = await bench.bringIn('datasets/x/late');
  expect(stopped.run).toMatchObject({ status: 'paused', waitingCount: 1 });
  expect(stopped.run.failure).toContain('refuses for rate');
  bench.hub.setFailing(null);
  await bench.handlers['hub.controlRun']({ id: stopped.run.id, action: 'resume' });
  await bench.settled();
  expect(bench.item('x/late').record).not.toBeNull();
});

it('gives no alarm over 1,000 unchanged items of every standing, by list and one by one', () => {
  const world = emptyWorld();
  const changes = changeWorld(world, () => '2026-01-02T03:04:05.000Z');
  let alarms = 0;
  for (let at = 0; at < 1000; at += 1) {
    const kind = at % 2 === 0 ? 'dataset' : 'model';
    const name = at % 50 === 0 ? `alone-${at}` : `owner/item-${at}`;
    const repo = changes.create(kind, name, { 'README.md': { text: card(name) } });
    if (at % 3 === 0) changes.generateDoi(kind, name, '10.5555');
    if (at % 4 === 0) changes.moveHead(kind, name, 'more', { 'a.csv': { bytes: at } });
    if (at % 5 === 0) changes.set(kind, name, { gated: at % 10 === 0 ? 'auto' : 'manual' });
    if (at % 7 === 0) changes.set(kind, name, { isPrivate: true });
    if (at % 9 === 0) changes.set(kind, name, { hasDoiTag: false });
    const head = changes.headOf(repo);
    const told = (isFull: boolean) =>
      mustExist(
        readInfo(
          infoAnswer(repo, head, () => ({ license: 'mit' }), isFull),
          kind,
        ),
        name,
      );
    const info = told(true);
    const fetched = {
      item: { kind, name } as const,
      ...{ revision: head.sha, revisionDate: head.date, tag: null, info },
      ...{ card: null, citationFile: null, evaluations: [] },
    };
    const state = stateOf(fetched, { titles: [{ title: name }] });
    if (!isUnchanged(state, told(true)) || !isUnchanged(state, told(false))) alarms += 1;
    alarms += eventsBetween(state, { ...listedState(state, info), facts: state.facts }).length;
  }
  expect(alarms).toBe(0);
});
