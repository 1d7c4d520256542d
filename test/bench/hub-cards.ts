// `node test/bench/hub-cards.ts [COUNT | watch [COUNT [alone]] | show NAME...]`: the recorded cards of the Hub (603 of r2, 575 older ones of r1) served by the local
// hub, r1 as the first revision and r2 as the head, brought in, and held to having an origin for every value; what share of
// them has what, as Markdown. With `watch`: 10,000 items that nothing happened to are looked at, with a limit of 500 requests
// in 5 minutes; `alone`: each of another owner, so that no list helps. With `show`: drafts beside their origins. The cards are not ours to ship: without ../shared beside the project it says so and ends with 0.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import type { Attributes } from '#shared/metadata/attributes.ts';
import type { CardKind } from '#shared/cards/card.ts';
import type { Output } from '#shared/contract/contract.ts';
import { readInfo } from '#shared/hub/info.ts';
import { mustExist } from '#shared/support/assert.ts';
import { nothingAround } from '#shared/hub/item.ts';
import { mapItem } from '#shared/hub/map-item.ts';
import { rulesOf } from '#shared/hub/mapping-rules.ts';
import { originMissing } from '#shared/hub/origin-missing.ts';
import { huggingFaceHub } from '#shared/hub/hub.ts';
import { fetchItem, readFetched } from '#core/hub/fetch-item.ts';
import { valueAt } from '#core/hub/values.ts';
import { readCardFront } from '#core/hub/index.ts';
import { saveFetched } from '#core/hub/item-table.ts';
import { getProfile, practiceHubId } from '#core/hub/profile-table.ts';
import { mapFetched, stateOf } from '#core/hub/map-fetched.ts';
import { noteHubDoi } from '#core/hub/note-hub-doi.ts';
import { infoAnswer } from '#core/practice-hub/answers.ts';
import type { HubRevision } from '#core/practice-hub/world.ts';
import { createHubClient } from '#core/hub/client.ts';
import { createPace } from '#core/hub/pace.ts';
import { createNetwork } from '#core/network/create-network.ts';
import { nodeClock } from '#core/node-ports.ts';
import { card, openHubBench } from '../core/hub/hub-bench.ts';

const folder = join(import.meta.dirname, '../../../shared/huggingface/cards');
const started = performance.now();
const seconds = (): string => ((performance.now() - started) / 1000).toFixed(1);

if (process.argv[2] === 'watch') await watchMany();
else if (process.argv[2] === 'show' && existsSync(folder)) showDrafts(process.argv.slice(3));
else if (existsSync(folder)) await printShares();
else console.log('The recorded cards (../shared/huggingface/cards) are not beside the project.');

/** The draft of each card as one value a line beside its origin, to be held against the card by a person. */
function showDrafts(names: readonly string[]): void {
  for (const name of names) {
    const card = readFileSync(join(folder, 'r2', `${name}.md`), 'utf8');
    const reading = readFetched(
      {
        item: { kind: 'dataset', name },
        ...{ revision: null, revisionDate: null, tag: null, info: null },
        ...{ card, citationFile: null, evaluations: [] },
      },
      [],
    );
    const parts = { hub: huggingFaceHub, doiOf: () => null, around: nothingAround };
    const { attributes, provenance, findings } = mapItem(reading, rulesOf(), parts);
    console.log(`\n=== ${name}`);
    for (const { path, from } of provenance) {
      const value = JSON.stringify(valueAt(attributes, path));
      console.log(`${path} <- ${from}\n    ${value.slice(0, 700)}`);
    }
    console.log(`findings: ${findings.map(({ code }) => code).join(', ')}`);
  }
}

async function printShares(): Promise<void> {
  const bench = await openHubBench();
  const { changes } = bench.hub;
  const names = new Set([...readdirSync(join(folder, 'r1')), ...readdirSync(join(folder, 'r2'))]);
  const most = Number(process.argv[2] ?? names.size);
  for (const file of [...names].slice(0, most)) {
    const name = file.replace(/\.md$/, '');
    const [first, last] = ['r1', 'r2']
      .map((round) => join(folder, round, file))
      .map((path) => (existsSync(path) ? readFileSync(path, 'utf8') : null));
    changes.create(
      'dataset',
      name,
      { 'README.md': { text: first ?? last ?? '' }, 'data/train.parquet': { bytes: 1_000_000 } },
      '2024-02-01T00:00:00.000Z',
    );
    if (first != null && last != null)
      changes.moveHead('dataset', name, 'Update README.md', { 'README.md': { text: last } });
  }
  const network = createNetwork({ userAgent: 'bench', allowInsecureLoopback: true });
  const hub = { ...huggingFaceHub, endpoint: bench.hub.url, web: bench.hub.url };
  const client = createHubClient({
    hub,
    network,
    clock: nodeClock,
    pace: createPace(nodeClock, () => 1_000_000),
    token: () => Promise.resolve(null),
  });
  const counts = new Map<string, number>();
  const count = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  let cards = 0;
  let older = 0;
  let withoutOrigin = 0;
  for (const repo of bench.hub.world.repos) {
    for (const { sha } of repo.revisions) {
      const fetch = await fetchItem(client, { kind: 'dataset', name: repo.name, revision: sha });
      if (fetch.kind !== 'fetched') throw new Error(`${repo.name} was not served`);
      const mapped = mapItem(readFetched(fetch.fetched, []), rulesOf(), {
        hub,
        doiOf: () => null,
        around: nothingAround,
      });
      withoutOrigin += originMissing(mapped).length;
      if (sha !== repo.revisions.at(-1)?.sha) {
        older += 1;
        continue;
      }
      cards += 1;
      const { attributes, provenance } = mapped;
      const rules = new Set(provenance.map(({ rule }) => rule));
      if (!rules.has('title-id')) count('title of its own');
      if (attributes.creators !== undefined && !rules.has('creators-owner'))
        count('creators beyond the organisation');
      if (rules.has('rights-licence') || rules.has('rights-citation-file')) count('licence');
      if (attributes.rightsList?.some(({ rightsIdentifier }) => rightsIdentifier != null) === true)
        count('licence on the SPDX list');
      if (attributes.language !== undefined) count('language (one)');
      if (
        attributes.language !== undefined ||
        attributes.subjects?.some(({ subjectScheme }) => subjectScheme === 'ISO 639') === true
      )
        count('language (one or several)');
      if (rules.has('abstract-section') || rules.has('abstract-api')) count('description');
      if (rules.has('section-text')) count('sections on use, limits, making');
      if (rules.has('year-bibtex') || rules.has('year-citation-file'))
        count('year from the citation');
      if (attributes.subjects !== undefined) count('subjects');
      if (provenance.some(({ rule }) => /^relation-(?!card)/.test(rule)))
        count('relations beyond the card');
    }
  }
  console.log(
    `${cards} heads and ${older} older revisions served and mapped in ${seconds()} s, 0 crashes, ${withoutOrigin} values without an origin\n`,
  );
  console.log('| Of the heads | Cards | Share |\n|---|---:|---:|');
  for (const [name, found] of [...counts].sort(([, one], [, other]) => other - one)) {
    console.log(`| ${name} | ${found} | ${((found / cards) * 100).toFixed(1)} % |`);
  }
  network.close();
  await bench.close();
}

async function watchMany(): Promise<void> {
  const bench = await openHubBench();
  const { changes } = bench.hub;
  const most = Number(process.argv[3] ?? 10_000);
  const isAlone = process.argv[4] === 'alone';
  const nameOf = (at: number): string => `owner-${isAlone ? at : at % 20}/item-${at}`;
  const text = card('An item');
  for (let at = 0; at < most; at += 1) {
    const name = nameOf(at);
    changes.create('dataset', name, { 'README.md': { text } });
    if (at % 4 === 0) changes.generateDoi('dataset', name, '10.5555');
  }
  // Bringing ten thousand in is not what is measured here: the items stand in the ledger as if they had been brought in.
  const { context } = bench.test;
  const profile = getProfile(context.ledger, practiceHubId);
  // The cards are alike, so that one mapping serves all.
  let attributes: Attributes | null = null;
  context.ledger.transaction(() => {
    for (const { kind, name, revisions } of bench.hub.world.repos) store(kind, name, revisions);
  });
  console.log(`${most} items in the ledger after ${seconds()} s`);
  function store(kind: CardKind, name: string, revisions: readonly HubRevision[]): void {
    const head = mustExist(revisions.at(-1), name);
    const repo = changes.find(kind, name);
    const info = mustExist(readInfo(infoAnswer(repo, head, readCardFront, true), kind), name);
    const fetched = {
      item: { kind, name },
      ...{ revision: head.sha, revisionDate: head.date, tag: null, info },
      ...{ card: text, citationFile: null, evaluations: [] },
    };
    attributes ??= mapFetched(context, profile, fetched, []).attributes;
    const seen = stateOf(fetched, attributes);
    const item = saveFetched(context.ledger, {
      ...{ profileId: profile.id, fetched, seen, at: context.timestamp() },
      target: { repositoryId: 'practice', collectionName: 'Hub' },
    });
    noteHubDoi(context, profile, item, fetched);
  }
  const look = async (title: string): Promise<void> => {
    bench.hub.setRate({ quota: 500, windowSeconds: 300 });
    const [from, clock] = [performance.now(), bench.test.ports.clock.monotonic()];
    const state: Output<'hub.watchState'> = await bench.watch();
    const waited = (bench.test.ports.clock.monotonic() - clock) / 1000;
    console.log(
      `${title}: ${state.checkedCount} items, ${state.requestCount} requests, ${state.eventCount} events, ${state.failedCount} failed, ${((performance.now() - from) / 1000).toFixed(1)} s of work, ${waited.toFixed(0)} s of waiting for the limit; ${state.failure ?? 'no failure'}`,
    );
  };
  await look('First look (looks once for the commit of each DOI)');
  await look('Second look (nothing happened)');
  for (let at = 0; at < most; at += most / 10)
    changes.moveHead('dataset', nameOf(at), 'more', { 'a.csv': { bytes: 3 } });
  await look('Third look (10 heads moved)');
  await bench.close();
}
