import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { saveRecords } from '#core/records/save-records.ts';
import { createSuggestions } from '#core/suggestions/index.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { archive, packedPart } from '../sheets/zip-fixture.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';

const schema2 = {
  id: 'https://ror.org/05a28rw58',
  status: 'active',
  names: [
    { value: 'ETH Zürich', types: ['label', 'ror_display'], lang: 'de' },
    { value: 'Swiss Federal Institute of Technology {in} "Zurich"', types: ['label'] },
  ],
  locations: [{ geonames_details: { country_name: 'Switzerland' } }],
};
const schema1 = {
  id: 'https://ror.org/04wxnsj81',
  name: 'DataCite',
  status: 'active',
  aliases: ['Data [Cite]'],
  acronyms: [],
  labels: [],
  country: { country_name: 'Germany' },
};
const withdrawn = {
  ...schema1,
  id: 'https://ror.org/00k4n6c32',
  name: 'Gone',
  status: 'withdrawn',
};

const zipOf = (files: Readonly<Record<string, string>>): Buffer =>
  archive(
    Object.entries(files).map(([name, text]) =>
      packedPart(name, Buffer.from(text), (bytes) => deflateRawSync(bytes)),
    ),
  );

describe('suggestions', () => {
  let test: TestContext;
  let folder: string;
  let paths: readonly string[] = [];
  let made: ReturnType<typeof createSuggestions>;

  beforeEach(() => {
    test = openTestContext();
    folder = mkdtempSync(join(tmpdir(), 'steward-ror-'));
    made = createSuggestions(test.context, () => paths);
  });
  afterEach(async () => {
    await made.stop();
    test.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const load = async (text: string | Buffer, name = 'ror-data.json') => {
    paths = [join(folder, name)];
    writeFileSync(paths[0] ?? '', text);
    await made.handlers['ror.load']({ sourceId: 's' });
    for (;;) {
      const status = await made.handlers['ror.status']({});
      if (status.reading === null) return status;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const names = async (kind: 'organisation' | 'person' | 'language' | 'licence', text: string) =>
    (await made.handlers['suggestions.list']({ kind, text })).suggestions.map(({ label }) => label);

  it('find organisations of a ROR dump of either schema, by any of their names', async () => {
    const status = await load(JSON.stringify([schema2, schema1, withdrawn], null, 1));
    expect(status).toMatchObject({
      organisationCount: 2,
      fileName: 'ror-data.json',
      failure: null,
    });
    expect(await names('organisation', 'swiss federal zuri')).toEqual(['ETH Zürich']);
    expect(await names('organisation', 'datac')).toEqual(['DataCite']);
    expect(await names('organisation', 'Gone')).toEqual([]);
  });

  it('take the ZIP as ROR publishes it, of its two lists the one of schema 2', async () => {
    const older = JSON.stringify([{ ...schema1, id: schema2.id, name: 'Old name' }]);
    const status = await load(
      zipOf({
        'v1.59-2025-01-23-ror-data.csv': 'id,name\n',
        'v1.59-2025-01-23-ror-data.json': older,
        '__MACOSX/._v1.59-2025-01-23-ror-data_schema_v2.json': 'not json',
        'v1.59-2025-01-23-ror-data_schema_v2.json': JSON.stringify([schema2], null, 1),
      }),
      'v1.59-2025-01-23-ror-data.zip',
    );
    expect(status).toMatchObject({
      ...{ organisationCount: 1, failure: null, fileName: 'v1.59-2025-01-23-ror-data.zip' },
    });
    expect(await names('organisation', 'eth')).toEqual(['ETH Zürich']);
    // Before release 1.45 the list has schema 1, after 1.74 schema 2, under one name.
    await load(zipOf({ 'v1.20-2023-02-28-ror-data.json': older }), 'ror.zip');
    expect(await names('organisation', 'old')).toEqual(['Old name']);
  });

  it('tell which ZIP is none of ROR, or damaged, and keep what is there', async () => {
    await load(JSON.stringify([schema2]));
    const good = zipOf({ 'v2.0-ror-data.json': JSON.stringify([schema1]) });
    const turned = Buffer.from(good);
    // One letter of the packed list, so that it unpacks to another text.
    turned.writeUInt8(turned.readUInt8(60) ^ 1, 60);
    const bad: [Buffer, RegExp][] = [
      [zipOf({ 'readme.txt': 'Hello' }), /holds no \.json file/],
      [zipOf({ 'ror-data.json': '{"not":"a list"}' }), /no JSON list of organisations/],
      [good.subarray(0, good.length - 30), /damaged or incomplete/],
      [turned, /damaged/],
    ];
    for (const [bytes, message] of bad) {
      expect((await load(bytes, 'ror.zip')).failure).toMatch(message);
      expect(await names('organisation', 'ETH')).toEqual(['ETH Zürich']);
      expect(await names('organisation', 'DataCite')).toEqual([]);
    }
  });

  it('keep the dump that is there when the next one is damaged', async () => {
    await load(JSON.stringify([schema2]));
    for (const text of ['{"not":"a list"}', `[${JSON.stringify(schema1)},`, '[]', 'id,name\n1,x']) {
      const status = await load(text);
      expect(status.failure).not.toBeNull();
      expect(await names('organisation', 'ETH')).toEqual(['ETH Zürich']);
    }
    await load(JSON.stringify([schema1]));
    expect(await names('organisation', 'ETH')).toEqual([]);
  });

  it('is paused and stopped at an organisation, and the dump before stays', async () => {
    await load(JSON.stringify([schema2]));
    const { handlers } = made;
    const many = Array.from({ length: 1200 }, (_, at) => ({ ...schema1, name: `Org ${at}` }));
    writeFileSync(paths[0] ?? '', JSON.stringify(many));
    await handlers['ror.load']({ sourceId: 's' });
    await handlers['ror.pause']({});
    const paused = async () => (await handlers['ror.status']({})).reading;
    while ((await paused())?.organisationCount === 0) await new Promise(setImmediate);
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    expect(await paused()).toMatchObject({ organisationCount: 500, isPaused: true });
    await handlers['ror.cancel']({});
    while ((await paused()) !== null) await new Promise(setImmediate);
    expect(await handlers['ror.status']({})).toMatchObject({ organisationCount: 1, failure: null });
    expect(await names('organisation', 'ETH')).toEqual(['ETH Zürich']);
  });

  it('find people and organisations that the ledger has seen, with their identifiers', async () => {
    const creator = {
      name: 'Brünner, Léa',
      givenName: 'Léa',
      nameIdentifiers: [{ nameIdentifier: '0000-0002-1825-0097', nameIdentifierScheme: 'ORCID' }],
      affiliation: [{ name: 'Lake Station', affiliationIdentifier: 'https://ror.org/05a28rw58' }],
    };
    const broken = { name: 'Brunn', nameIdentifiers: [{ nameIdentifier: '0000-0002-1825-0098' }] };
    const attributes = { ...recordInput('10.5072/a').attributes, creators: [broken, creator] };
    saveRecords(test.context, [recordInput('10.5072/a', { attributes })], {
      kind: 'import',
      reason: null,
    });
    const { suggestions } = await made.handlers['suggestions.list']({
      kind: 'person',
      text: 'brun',
    });
    expect(suggestions.map(({ facts }) => facts['identifier'])).toEqual([
      'https://orcid.org/0000-0002-1825-0097',
      undefined,
    ]);
    expect(await names('organisation', 'lake')).toEqual(['Lake Station']);
  });

  it('find what the ledger has seen by letters without their accents, in any case', async () => {
    const publisher = { name: 'ÉCOLE Supérieure' };
    const attributes = { ...recordInput('10.5072/a').attributes, publisher };
    saveRecords(test.context, [recordInput('10.5072/a', { attributes })], {
      ...{ kind: 'import', reason: null },
    });
    for (const typed of ['ecole', 'École', 'éco', 'superieure', 'école SUP'])
      expect(await names('organisation', typed)).toEqual(['ÉCOLE Supérieure']);
    expect(await names('organisation', 'cole')).toEqual([]);
  });

  it('find languages and licences by name or code', async () => {
    expect((await names('language', 'ger'))[0]).toBe('German');
    expect((await names('language', 'de'))[0]).toBe('German');
    expect((await names('licence', 'cc-by-4'))[0]).toBe('CC-BY-4.0');
    expect((await names('licence', 'cc by 4'))[0]).toBe('CC-BY-4.0');
    expect((await names('licence', ''))[0]).toBe('CC-BY-4.0');
  });
});
