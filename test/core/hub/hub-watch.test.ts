import { afterEach, expect, it } from 'vitest';

import type { Output } from '#shared/contract/contract.ts';
import { card, openHubBench } from './hub-bench.ts';
import type { HubBench } from './hub-bench.ts';

let bench: HubBench;
afterEach(() => bench.close());

function openEvents(): string[] {
  const asked = { show: 'open', kind: null, offset: 0, limit: 200 } as const;
  const { rows } = bench.handlers['hub.events'](asked) as Output<'hub.events'>;
  return rows.map(({ itemName, kind }) => `${itemName} ${kind}`).sort();
}

// Synthetic, after the status codes of huggingface_hub (utils/_http.py, hf_raise_for_status).
it('sees what comes back, what the law withholds, and takes an outage for no event', async () => {
  bench = await openHubBench();
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
  bench = await openHubBench();
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
