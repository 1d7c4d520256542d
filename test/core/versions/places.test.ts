import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { writeExport } from '#core/exports/write-export.ts';
import { pageSource } from '#core/removal/make-page.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { chainOf } from '#core/versions/chain-view.ts';
import { readPlaces } from '#core/versions/places.ts';
import { createVersionIndex } from '#core/versions/version-index.ts';
import { landingBody } from '#shared/removal/page-parts.ts';
import type { Position } from '#shared/versions/position.ts';
import { positionInChain } from '#shared/versions/position.ts';
import { brokenChains } from '../../shared/versions/broken-chains.ts';
import { soundChains } from '../../shared/versions/sound-chains.ts';
import { ChainDraft, doiOf } from '../../shared/versions/chain-draft.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { openTestContext } from '../fixtures/test-context.ts';

/** A ledger with these chains, each under DOIs of its own. */
function ledgerWith(chains: readonly { readonly name: string; readonly chain: ChainDraft }[]) {
  const test = openTestContext();
  const index = createVersionIndex(test.context);
  const inputs = chains.flatMap(({ chain }, at) =>
    [...chain.records].map(([name, { attributes, facts }]) => {
      const doi = doiOf(name).replace('/', `/${at}-`);
      const own = JSON.parse(
        JSON.stringify(attributes).replaceAll('10.5072/', `10.5072/${at}-`),
      ) as object;
      const sync = facts.holding === 'observed' ? 'observe-only' : 'unsent';
      return recordInput(doi, {
        state: facts.state,
        sync,
        attributes: { ...recordInput(doi).attributes, ...own },
      });
    }),
  );
  saveRecords(test.context, inputs, { kind: 'import', reason: null });
  return { test, index, dois: inputs.map(({ doi }) => doi) };
}

it('the place that is stored of a record is the one that its chain gives it', async () => {
  const { test, index, dois } = ledgerWith([...soundChains, ...brokenChains]);
  const { ledger } = test.context;
  await index.settle();
  const stored = readPlaces(ledger, dois);
  const read = dois.map((doi) => {
    const judged = chainOf(ledger, doi);
    const isChain = judged !== null && judged.chain.links.length > 0;
    return isChain ? positionInChain(judged.chain, doi) : null;
  });
  expect(dois.map((doi) => stored.get(doi) ?? null)).toEqual(read);
  expect(stored.size).toBeGreaterThan(100);
  await index.stop();
  test.dispose();
});

it('files and landing pages tell the place of a record, and what is newer', async () => {
  const { test, index } = ledgerWith([{ name: 'three versions', chain: ChainDraft.sound(3) }]);
  await index.settle();
  const folder = mkdtempSync(join(tmpdir(), 'steward-places-'));
  const { ledger } = test.context;
  const ids = ledger.db.column<number>('select id from record order by doi');
  const quiet = { onRecords: () => undefined, turn: () => Promise.resolve() };
  const written = async (format: 'csv' | 'jsonl' | 'xml', form: 'wide' | 'long' = 'wide') => {
    const path = join(folder, `${form}.${format}`);
    await writeExport(test.context, { ids, format, form, properties: ['titles'] }, path, quiet);
    return readFileSync(path, 'utf8');
  };
  const sheet = await written('csv');
  expect(sheet).toContain('"doi","# state","# mark","# version place","# newer version",');
  expect(sheet).toContain(
    '"10.5072/0-v2","findable","PRACTICE","version 2 of 3, newer exists","10.5072/0-v3",',
  );
  expect(sheet).toContain(
    '"10.5072/0-c","findable","PRACTICE","the item itself, with 3 versions",,',
  );
  expect(await written('csv', 'long')).toContain('"10.5072/0-v2","# newer version","10.5072/0-v3"');
  expect(await written('xml')).toContain('<!-- version 2 of 3, newer exists 10.5072/0-v3 -->');
  const lines = (await written('jsonl')).trim().split('\n');
  const places = lines.map(
    (line) => (JSON.parse(line) as { meta?: { versionPlace: Position } }).meta,
  );
  expect(places[2]?.versionPlace).toMatchObject({ number: 2, count: 3, newer: '10.5072/0-v3' });
  const source = pageSource(test.context, {
    doi: '10.5072/0-v2',
    attributes: { titles: [{ title: 'Lakes' }] },
    repository: { environment: 'test' },
    leaving: new Set(),
  });
  const { parts } = landingBody(source, { language: 'en', itemUrl: '' });
  expect(parts[0]).toMatchObject({
    title: 'A newer version exists',
    entries: [{ href: 'https://doi.org/10.5072/0-v3' }],
  });
  expect(JSON.stringify(parts)).toContain('"Place among the versions","text":"Version 2 of 3"');
  rmSync(folder, { recursive: true });
  await index.stop();
  test.dispose();
});
