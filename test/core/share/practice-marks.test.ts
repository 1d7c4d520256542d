import { createHash } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { targets } from '#core/convert/targets.ts';
import { writeExport } from '#core/exports/write-export.ts';
import { itemPage, settingsPage } from '#core/practice-hub/pages.ts';
import { changeWorld, emptyWorld } from '#core/practice-hub/world.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { createShareHandlers } from '#core/share/share-handlers.ts';
import { createVersionHandlers } from '#core/versions/version-handlers.ts';
import { createVersionIndex } from '#core/versions/version-index.ts';
import { hubCitation, readmeSnippet } from '#shared/hub/cite.ts';
import { huggingFaceHub } from '#shared/hub/hub.ts';
import { landingPage, tombstonePage } from '#shared/removal/page-html.ts';
import { plainTemplate } from '#shared/removal/page-template.ts';
import { emptyTombstone } from '#shared/removal/tombstone.ts';
import { collectionForms } from '#shared/share/share-collection.ts';
import { shareForms } from '#shared/share/share-record.ts';
import { mustExist } from '#shared/support/assert.ts';
import { itemLines } from '#shared/text/hub.en.ts';
import { ownerLetter } from '#shared/text/version-links.en.ts';
import { recordInput } from '../fixtures/record-input.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';
import { doiBody, minimal, startFixture } from '../practice/practice-fixture.ts';
import type { Fixture } from '../practice/practice-fixture.ts';

const [doi, older] = ['10.5072/marked', '10.5072/older'];
let test: TestContext;
let practice: Fixture;
let folder: string;

beforeAll(async () => {
  test = openTestContext();
  folder = mkdtempSync(join(tmpdir(), 'marks-'));
  const { ledger } = test.context;
  ledger.db.run(
    `insert into collection (id, name, repository_id, created_at) values (1, 'Lakes', 'practice', '2026-06-01T08:00:00.000Z')`,
  );
  const relation = { relatedIdentifier: older, relatedIdentifierType: 'DOI' };
  const { attributes } = recordInput(doi);
  const relatedIdentifiers = [{ ...relation, relationType: 'IsNewVersionOf' }];
  saveRecords(
    test.context,
    [
      recordInput(doi, {
        ...{ collectionId: 1, state: 'findable' },
        attributes: { ...attributes, relatedIdentifiers },
      }),
      recordInput(older, { collectionId: 1, state: 'findable' }),
    ],
    { kind: 'import', reason: null },
  );
  practice = await startFixture();
  const body = doiBody({ ...minimal, event: 'publish' });
  await practice.send({ method: 'PUT', path: `/dois/${doi}`, body });
});
afterAll(async () => {
  await practice.stop();
  test.dispose();
  rmSync(folder, { recursive: true });
});

/** Every text in which a DOI of practice leaves the app, or stands on a page of its own servers. */
async function* everyText(): AsyncGenerator<readonly [string, string]> {
  const share = createShareHandlers(test.context, () => null);
  for (const form of shareForms) {
    for (const style of form === 'how-to-cite' ? [null, 'apa'] : [null]) {
      const asked = { doi, which: 'this', form, style } as const;
      yield [`cite: ${form}`, (await share['share.record'](asked)).text];
    }
  }
  for (const form of collectionForms) {
    yield [
      `collection: ${form}`,
      (await share['share.collection']({ collectionId: 1, form })).text,
    ];
  }
  const ids = test.context.ledger.db.all<{ id: number }>('select id from record');
  for (const format of ['csv', 'jsonl', 'xml'] as const) {
    const path = join(folder, `export.${format}`);
    const order = { ids: ids.map(({ id }) => id), format, form: 'wide', properties: null } as const;
    const control = { onRecords: () => undefined, turn: () => Promise.resolve() };
    await writeExport(test.context, order, path, control);
    yield [`export: ${format}`, readFileSync(path, 'utf8')];
  }
  const record = { ...recordInput(doi).attributes, doi };
  for (const [name, target] of Object.entries(targets)) {
    if (name === 'datacite-json') continue;
    yield [`convert: ${name}`, await target.write([record], {})];
  }

  const versions = createVersionHandlers(test.context, createVersionIndex(test.context));
  const part = await versions['versions.citePart']({ doi, selection: 'Rows 1 to 9' });
  yield ['citation of a part', part.citation];
  for (const format of ['svg', 'json-ld'] as const) {
    yield [`chain: ${format}`, (await versions['versions.export']({ doi, format })).text];
  }
  yield ['letter to an owner', ownerLetter(doi, '', [])];

  const world = emptyWorld();
  const changes = changeWorld(world, () => '2026-06-01T08:00:00.000Z');
  changes.create('dataset', 'o/lakes', {});
  const minted = changes.generateDoi('dataset', 'o/lakes', '10.5555');
  const repo = mustExist(world.repos[0], 'the item');
  yield ['page of the practice hub', itemPage(repo, mustExist(repo.revisions[0], 'a revision'))];
  yield ['settings on the practice hub', settingsPage(repo)];
  const item = { kind: 'dataset', name: 'o/lakes' } as const;
  for (const name of [doi, minted.doi]) {
    const cited = { doi: name, commit: null, year: 2026, record: null };
    const citation = hubCitation(huggingFaceHub, item, cited);
    yield ['citation of a hub item', citation];
    yield ['lines for its README', readmeSnippet(name, citation)];
    const facts = { address: '', objectId: null, dois: [{ doi: name, revision: null }] };
    yield ['letter to the hub', itemLines(huggingFaceHub, item, facts).join('\n')];
  }

  const source = {
    ...{ doi, attributes: recordInput(doi).attributes, place: null, isPractice: true },
    versions: [{ doi: older, title: 'Lakes', version: '1' }],
  };
  const setting = {
    template: plainTemplate,
    metadataName: 'a.json',
    sha256: (text: string) => createHash('sha256').update(text).digest('base64'),
  };
  const gone = { ...emptyTombstone, reason: 'retracted', statement: 'Wrong.' } as const;
  const tombstone = tombstonePage(source, gone, setting);
  yield ['tombstone', tombstone.html];
  yield ['metadata of a tombstone', tombstone.jsonLd];
  yield [
    'landing page of the removal',
    landingPage(source, { language: 'en', itemUrl: '' }, setting).html,
  ];

  const page = new URL(minimal.url);
  const landing = `/landing/${page.host}${page.pathname}`;
  yield ['landing page', (await practice.send({ path: landing, as: null })).text];
  for (const Accept of [
    'application/x-bibtex',
    'application/x-research-info-systems',
    'application/vnd.citationstyles.csl+json',
    'application/vnd.schemaorg.ld+json',
    'text/x-bibliography',
  ]) {
    const { text } = await practice.send({ path: `/dois/${doi}`, headers: { Accept } });
    yield [`practice repository: ${Accept}`, text];
  }
}

it('marks every DOI of practice wherever it is shown, and makes a doi.org link of none', async () => {
  let count = 0;
  for await (const [where, text] of everyText()) {
    count += 1;
    expect(text, where).toMatch(/PRACTICE|practice\.invalid/);
    expect(text, where).not.toMatch(/doi\.org\/10\.(?:5072|5555)/i);
    // A field of this name becomes a link in every style.
    expect(text, where).not.toMatch(/\bdoi\s*[=:]\s*["{]*\s*10\.(?:5072|5555)[^\n]*\},?$/im);
  }
  expect(count).toBeGreaterThan(40);
});

/** Each writes or reads the address of a DOI that is somebody's, in the form that DataCite gives it. */
const mayWrite = new Set([
  'electron/core/practice/representation-routes.ts',
  'electron/core/practice/xml-input.ts',
  'shared/collections/entry-values.ts',
  'shared/doi/doi.ts',
  'shared/doi/unreal-doi.ts',
  'shared/landing/match-item.ts',
]);

it('is not written by hand anywhere: every other place asks for the address', () => {
  const files = globSync('{electron,renderer,shared}/**/*.{ts,tsx}');
  expect(files.length).toBeGreaterThan(500);
  const found = files.filter((file) => readFileSync(file, 'utf8').includes('doi.org/${'));
  expect(found.filter((file) => !mayWrite.has(file))).toEqual([]);
});
