import { expect, it } from 'vitest';

import { createElkLayout } from '#core/versions/elk-layout.ts';
import { runElk } from '#core/versions/run-elk.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { viewChain } from '#core/versions/chain-view.ts';
import { createVersionIndex } from '#core/versions/version-index.ts';
import type { ChainView } from '#shared/contract/version-chains.ts';
import { mustExist } from '#shared/support/assert.ts';
import { barWay } from '#shared/versions/bar-way.ts';
import { freeGraphOf } from '#shared/versions/free-graph.ts';
import { nodeSize } from '#shared/versions/layout.ts';
import { ChainDraft, doiOf } from '../../shared/versions/chain-draft.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { openTestContext } from '../fixtures/test-context.ts';

const succeed = ['IsPreviousVersionOf', 'IsNewVersionOf'] as const;

function drawn(chain: ChainDraft, at: string) {
  const test = openTestContext();
  const index = createVersionIndex(test.context);
  const inputs = [...chain.records].map(([name, { attributes }]) => {
    const input = recordInput(doiOf(name));
    return { ...input, attributes: { ...input.attributes, ...attributes } };
  });
  saveRecords(test.context, inputs, { kind: 'import', reason: null });
  index.catchUp();
  const view = mustExist(viewChain(test.context.ledger, doiOf(at)), 'a chain');
  return { test, view };
}

/** A fork whose branches meet again, a model made of both, under one canonical DOI. */
function diamond(): ChainDraft {
  const chain = new ChainDraft();
  for (const name of ['c', 'a', 'b1', 'b2', 'd', 'model']) chain.add(name);
  for (const name of ['a', 'b1', 'b2', 'd']) chain.tie('c', 'HasVersion', 'IsVersionOf', name);
  chain.tie('a', ...succeed, 'b1').tie('a', ...succeed, 'b2');
  chain.tie('b1', ...succeed, 'd').tie('b2', ...succeed, 'd');
  return chain.say('model', 'IsDerivedFrom', 'b1').say('model', 'IsDerivedFrom', 'd');
}

it('lanes draw chains, trees, and links that skip versions', () => {
  const skipping = ChainDraft.sound(4).tie('v1', ...succeed, 'v4');
  const tree = ChainDraft.sound(2)
    .add('v3')
    .tie('v1', ...succeed, 'v3');
  for (const chain of [ChainDraft.sound(3), skipping, tree]) {
    const { test, view } = drawn(chain, 'v1');
    expect(freeGraphOf(view)).toBeNull();
    test.dispose();
  }
});

it('what is neither is laid out from left to right, nothing upon another, under its bar', async () => {
  const { test, view } = drawn(diamond(), 'c');
  const layOut = createElkLayout({
    ports: { ...test.context.ports, layOut: (graph) => runElk(graph) },
  });
  const laid: ChainView = await layOut(view);
  expect(laid.isFree).toBe(true);
  const at = new Map(laid.nodes.map((node) => [node.doi, node]));
  const of = (name: string) => mustExist(at.get(doiOf(name)), name);
  const inTime = laid.links.filter(({ kind }) => kind !== 'version');
  expect(inTime).toHaveLength(6);
  for (const { start, end } of inTime) {
    const [one, other] = [mustExist(at.get(start), start), mustExist(at.get(end), end)];
    expect(other.x).toBeGreaterThan(one.x + one.width);
  }
  // b1 and b2 stand in one column: the line from the bar to the lower one goes beside it, never behind the upper one.
  const [upper, lower] = [of('b1'), of('b2')].sort((one, other) => one.y - other.y);
  const ways = [upper, lower].map((node) =>
    barWay(of('c'), mustExist(node, 'a branch'), laid.nodes),
  );
  expect(ways.map((way) => way.length)).toEqual([2, 3]);
  expect(ways[1]?.[0]?.[0]).toBeLessThan(mustExist(upper, 'a branch').x);
  for (const one of laid.nodes) {
    for (const other of laid.nodes) {
      const isApart =
        one === other ||
        Math.abs(one.y - other.y) >= nodeSize.height ||
        one.x + one.width <= other.x ||
        other.x + other.width <= one.x;
      expect(isApart, `${one.doi} ${other.doi}`).toBe(true);
    }
  }
  expect(of('c')).toMatchObject({
    y: 0,
    x: of('a').x,
    width: of('d').x + of('d').width - of('a').x,
  });
  test.dispose();
});

it('a layout that fails or takes too long leaves the lanes', async () => {
  const { test, view } = drawn(diamond(), 'c');
  const { ports } = test.context;
  const failing = createElkLayout({
    ports: { ...ports, layOut: () => Promise.reject(new Error('no')) },
  });
  expect(await failing(view)).toBe(view);
  const late = createElkLayout({
    ports: {
      ...ports,
      clock: { ...ports.clock, sleep: () => Promise.resolve() },
      layOut: (_graph, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('too long')));
        }),
    },
  });
  expect(await late(view)).toBe(view);
  test.dispose();
});
