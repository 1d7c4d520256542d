import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import { convertSources } from '#core/convert/convert-sources.ts';
import type { Conversion } from '#core/convert/convert-sources.ts';
import { targets } from '#core/convert/targets.ts';
import type { TargetName } from '#core/convert/targets.ts';
import { nodeClock } from '#core/node-ports.ts';
import { parseXml } from '#core/xml/parse-xml.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { generateAnyRecord } from '#shared/metadata/generate/any-record.ts';
import { xmlLosses } from '#shared/metadata/xml/losses.ts';
import { readDataciteXml } from '#shared/metadata/xml/read.ts';
import { seededRandom } from '#shared/support/random.ts';
import { examples, hasOfficial } from '../xml/official.ts';

const kernel = 'http://datacite.org/schema/kernel-';

async function convert(
  files: Readonly<Record<string, string | Uint8Array>>,
  to: TargetName,
): Promise<Conversion[]> {
  const folder = await mkdtemp(join(tmpdir(), 'convert-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  const conversions: Conversion[] = [];
  const paths = Object.keys(files).map((name) => join(folder, name));
  for await (const each of convertSources({ paths, to }, nodeClock)) conversions.push(each);
  return conversions;
}

const codes = ({ findings }: Conversion): string[] =>
  findings.map(({ code, path }) => `${code} ${path}`);

describe('records on their way into another form', () => {
  it('are upgraded from an older kernel, and everything that changed is told', async () => {
    const old = `<resource xmlns="${kernel}2.2"><identifier identifierType="DOI">10.5072/old</identifier>
      <titles><title>T</title></titles><contributors><contributor contributorType="Funder">
      <contributorName>DFG</contributorName></contributor></contributors>
      <dates><date dateType="StartDate">1999</date></dates><rights>Free</rights></resource>`;
    const [conversion] = await convert({ 'old.xml': old }, 'datacite-json');
    expect(conversion?.record).toMatchObject({
      schemaVersion: `${kernel}4`,
      fundingReferences: [{ funderName: 'DFG' }],
      rightsList: [{ rights: 'Free' }],
      dates: [{ dateType: 'Other', dateInformation: 'StartDate' }],
    });
    expect(conversion?.findings).toEqual([]);
    const decisions = conversion?.changes.filter(({ needsDecision }) => needsDecision) ?? [];
    expect(decisions.map(({ path }) => path)).toEqual([
      'types.resourceTypeGeneral',
      'dates[0].dateType',
    ]);
    expect(conversion?.changes.at(-1)).toEqual({
      path: 'schemaVersion',
      message: `Schema ${kernel}2.2 became ${kernel}4`,
      needsDecision: false,
    });
  });

  it('say of JSON in an older kernel the same', async () => {
    const record = { schemaVersion: `${kernel}3`, types: { resourceTypeGeneral: 'Film' } };
    const [conversion] = await convert({ 'a.json': JSON.stringify(record) }, 'bibtex');
    expect(conversion?.changes.map(({ path }) => path)).toEqual([
      'types.resourceTypeGeneral',
      'schemaVersion',
    ]);
  });

  it('name each value that XML cannot hold, and each breach of the schema', async () => {
    const record = {
      doi: '10.5072/a',
      url: 'https://example.org/',
      titles: [{ title: 'bell \u0007' }, { title: 'half \ud83d' }],
      creators: [{ name: 'N', nickname: 'x' }],
      container: { title: 'Journal' },
      types: { resourceTypeGeneral: 'Dataset', citeproc: 'dataset' },
    };
    const [conversion] = await convert({ 'a.json': JSON.stringify(record) }, 'datacite-xml');
    expect(conversion === undefined ? [] : codes(conversion)).toEqual([
      'xml-invalid publisher',
      'convert-not-kept url',
      'convert-not-kept titles[0].title',
      'convert-not-kept titles[1].title',
      'convert-not-kept creators[0].nickname',
      'convert-not-kept container',
    ]);
  });

  it.each(['datacite-json', 'bibtex', 'citation'] as const)(
    'tell in %s, too, of an xml that only the service reads',
    async (to) => {
      const xml = Buffer.from('@misc{a, title = {T}}').toString('base64');
      const attributes = { doi: '10.5072/a', titles: [{ title: 'T' }], xml };
      const body = JSON.stringify({ data: { type: 'dois', attributes } });
      const [conversion] = await convert({ 'a.json': body }, to);
      expect(conversion === undefined ? [] : codes(conversion)).toContain('import-xml-unknown xml');
    },
  );

  it('tell of citation formats what they leave out or replace', async () => {
    const text = '{"titles":[{"title":"a\\u0007 \\ud83d"}],"creators":[5]}';
    const [conversion] = await convert({ 'a.json': text }, 'ris');
    expect(conversion === undefined ? [] : codes(conversion)).toEqual([
      'text-control-characters titles[0].title',
      'text-broken-characters titles[0].title',
      'item-dropped creators[0]',
    ]);
    expect(conversion?.findings.every(({ severity }) => severity === 'warning')).toBe(true);
  });

  it('go on when a file among them is empty, broken or a bomb', async () => {
    const names = 'abcdefgh'.split('');
    const bomb = names.map(
      (name, at) => `<!ENTITY ${name} "${at === 0 ? 'x' : `&${names[at - 1] ?? ''};`.repeat(10)}">`,
    );
    const conversions = await convert(
      {
        'empty.xml': '',
        'bomb.xml': `<!DOCTYPE r [${bomb.join('')}]><resource xmlns="${kernel}4"><titles><title>&h;</title></titles></resource>`,
        'entity.xml': '<!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>',
        'other.xml': '<html/>',
        'foreign.xml': '<resource xmlns="http://example.org/"/>',
        'text.xml': 'no XML',
        'deep.json': `{"titles":${'['.repeat(9000)}${']'.repeat(9000)}}`,
        'none.json': 'null',
        'bytes.json': Uint8Array.from([0, 255, 1, 254, 0]),
        'good.json': '{"titles":[{"title":"T"}]}',
      },
      'csl-json',
    );
    expect(conversions.map(({ record, failure }) => record !== null && failure === null)).toEqual([
      ...Array.from({ length: 9 }, () => false),
      true,
    ]);
    expect(conversions.slice(0, 9).every(({ failure }) => (failure?.message ?? '') !== '')).toBe(
      true,
    );
  });

  it('are written in every form whatever stands in them', async () => {
    const nonsense = {
      ...{ doi: 5, titles: 5, creators: 'x', publisher: 7, publicationYear: {}, types: [1] },
      ...{ subjects: 'x', contributors: {}, dates: [5, null, [1]], language: 5, identifiers: [[]] },
      ...{ relatedIdentifiers: true, relatedItems: [{ titles: 5 }], sizes: 5, version: { x: 1 } },
      ...{ rightsList: [null, 5], descriptions: [{ description: {} }], schemaVersion: 4, url: [1] },
      geoLocations: [{ geoLocationPoint: 5, geoLocationPolygon: [[1], { polygonPoint: 7 }] }],
    };
    const text = JSON.stringify(nonsense);
    for (const to of Object.keys(targets) as TargetName[]) {
      const [conversion] = await convert({ 'a.json': text }, to);
      expect(conversion?.record, to).not.toBeNull();
      expect(await targets[to].write([conversion?.record ?? {}], {}), to).toBeTypeOf('string');
    }
  });
});

describe('the losses of XML', () => {
  it('are none for records that the schema can hold, of any shape (seed on failure)', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const record = generateAnyRecord(seededRandom(seed));
      expect(lossesOf(record), `seed ${seed}`).toEqual([]);
    }
  });

  it('are noticed wherever a value is not the one that was given', () => {
    const record = { titles: [{ title: 'A' }, { title: 'B' }], sizes: ['1'], version: 2 };
    expect(xmlLosses(record, { titles: [{ title: 'A' }, { title: 'C' }] })).toEqual([
      'titles[1].title',
      'sizes[0]',
      'version',
    ]);
  });

  function lossesOf(record: Attributes): string[] {
    const held = { ...record, url: null, contentUrl: null };
    return xmlLosses(held, readDataciteXml(parseXml(xmlOf(held))).attributes);
  }
});

function xmlOf(record: Attributes): string {
  return targets['datacite-xml'].write([record]);
}

if (!hasOfficial) console.warn('Skipped: ../shared/datacite is not beside the project');

describe.skipIf(!hasOfficial)('the 31 official examples', () => {
  it.each(Object.keys(targets) as TargetName[])('are all written as %s', async (to) => {
    const files = Object.fromEntries(examples().map(({ name, text }) => [name, text]));
    const conversions = await convert(files, to);
    expect(conversions).toHaveLength(31);
    for (const { source, record, findings } of conversions) {
      expect(findings, source).toEqual([]);
      const text = await targets[to].write([record ?? {}], {});
      expect(text.length, source).toBeGreaterThan(40);
    }
  });

  it('come back from DataCite JSON as the XML that they were', async () => {
    for (const { name, text } of examples()) {
      const [first] = await convert({ [name]: text }, 'datacite-json');
      const json = targets['datacite-json'].write([first?.record ?? {}]);
      const [second] = await convert({ 'a.json': json }, 'datacite-xml');
      expect(second?.findings, name).toEqual([]);
      expect(second?.record, name).toEqual(first?.record);
    }
  });
});
