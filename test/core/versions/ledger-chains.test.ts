import { describe, expect, it } from 'vitest';

import { contract } from '#shared/contract/contract.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { ChainDraft, doiOf, nameOf } from '../../shared/versions/chain-draft.ts';
import { brokenChains } from '../../shared/versions/broken-chains.ts';
import { allChains, useVersionLedger } from './version-ledger.ts';

const here = useVersionLedger();
const { put, rows, chainOf, defectsOf } = here;

describe('chains of the ledger', () => {
  it('are found, listed with their defects, and told alike in list and picture', async () => {
    put(ChainDraft.sound(3).unsay('v1', 'IsPreviousVersionOf', 'v2'));
    const [row] = await rows();
    expect(row).toMatchObject({
      doi: doiOf('c'),
      hasCanonical: true,
      title: 'Lakes c',
      versionCount: 3,
      latest: doiOf('v3'),
      latestVersion: '3.0',
      defectCount: 1,
      codes: [{ code: 'one-sided-link', count: 1 }],
    });
    expect(await defectsOf('v2')).toEqual(['one-sided-link v1 v2']);
    const chain = await chainOf('v2');
    expect(chain?.nodes.map(({ doi, number }) => [nameOf(doi), number])).toEqual([
      ['v1', 1],
      ['v2', 2],
      ['v3', 3],
      ['c', null],
    ]);
  });

  it('follow every edit: joined, parted, gone', async () => {
    put(ChainDraft.sound(2));
    put(new ChainDraft().add('x').add('y').tie('x', 'IsPreviousVersionOf', 'IsNewVersionOf', 'y'));
    expect(await rows()).toHaveLength(2);
    const joined = ChainDraft.sound(2).add('x').add('y');
    joined
      .tie('x', 'IsPreviousVersionOf', 'IsNewVersionOf', 'y')
      .tie('v2', 'IsPreviousVersionOf', 'IsNewVersionOf', 'x');
    put(joined);
    expect((await rows()).map(({ versionCount }) => versionCount)).toEqual([4]);
    joined.untie('v2', 'IsPreviousVersionOf', 'IsNewVersionOf', 'x');
    put(joined, ['v2', 'x']);
    expect((await rows()).map(({ versionCount }) => versionCount).sort()).toEqual([2, 2]);
    here.test.context.ledger.db.exec(`delete from record where doi in ('10.5072/x', '10.5072/y')`);
    expect((await rows()).map(({ doi }) => doi)).toEqual([doiOf('c')]);
  });

  it('take up a record that others named before it came', async () => {
    const chain = ChainDraft.sound(2);
    put(chain, ['c', 'v1']);
    expect(await defectsOf('c')).toEqual(['dangling-target c v2', 'dangling-target v1 v2']);
    put(chain, ['v2']);
    expect(await defectsOf('c')).toEqual([]);
    expect((await rows())[0]?.defectCount).toBe(0);
  });

  it('take up the first link of records that had none', async () => {
    put(new ChainDraft().add('x').add('y'));
    expect(await rows()).toEqual([]);
    put(new ChainDraft().add('x').add('y').tie('x', 'IsPreviousVersionOf', 'IsNewVersionOf', 'y'));
    expect((await rows()).map(({ versionCount }) => versionCount)).toEqual([2]);
  });

  it('are the same read one by one as read all at once', async () => {
    for (const [at, { chain }] of brokenChains.entries()) {
      const copy = new ChainDraft();
      for (const [name, { attributes, facts }] of chain.records) {
        const text = JSON.stringify(attributes)
          .replaceAll('10.5072/', `10.5072/k${at}-`)
          .replaceAll('items/', `items/k${at}-`);
        copy.records.set(`k${at}-${name}`, { attributes: JSON.parse(text) as Attributes, facts });
      }
      put(copy);
    }
    const bare = async () =>
      (await here.handlers['versions.list']({ ...allChains, limit: 200 })).rows.map(
        ({ id, ...row }) => ({
          ...row,
          id: id > 0,
        }),
      );
    here.index.kick();
    await here.index.whenDone();
    const bulk = await bare();
    here.test.context.ledger.db.exec(
      'insert into version_unread select id from record order by id limit 100',
    );
    const again = await bare();
    const byDoi = (one: { doi: string }, other: { doi: string }) => (one.doi < other.doi ? -1 : 1);
    expect(again.sort(byDoi)).toEqual(bulk.sort(byDoi));
    expect(bulk.length).toBeGreaterThan(50);
  });

  it('of 7,000 relations on one record are shown from their newest end, and mended in one go', async () => {
    const related = (relationType: string) =>
      Array.from({ length: 7000 }, (_, at) => ({
        relatedIdentifier: `10.5072/S${at}`,
        relatedIdentifierType: at % 7 === 0 ? 'Unheard' : 'DOI',
        relationType,
      }));
    put(new ChainDraft().add('x').set('x', { relatedIdentifiers: related('HasVersion') }));
    const view = contract['versions.chain'].output.parse({ chain: await chainOf('x') }).chain;
    expect(view).toMatchObject({ hiddenCount: 1001, versionCount: 7000, defectCount: 7000 });
    expect(view?.nodes.find(({ doi }) => doi === doiOf('x'))).toMatchObject({ x: 0 });
    expect(view?.links).toHaveLength(5999);
    const plan = await here.handlers['versions.planRepair']({ doi: doiOf('x'), choices: {} });
    const { changes, left } = contract['versions.planRepair'].output.parse(plan);
    expect([changes[0]?.changes.length, left.length]).toEqual([7000, 0]);

    // As the older version of all of them it would be off the left edge; who asks for it sees it.
    put(new ChainDraft().add('x').set('x', { relatedIdentifiers: related('IsPreviousVersionOf') }));
    const fork = contract['versions.chain'].output.parse({ chain: await chainOf('x') }).chain;
    expect(fork?.nodes.find(({ doi }) => doi === doiOf('x'))).toMatchObject({ x: 0, number: 1 });
    expect(fork?.defects.find(({ code }) => code === 'fork')?.others).toHaveLength(7000);
  });

  it('tell the position of a record', async () => {
    put(ChainDraft.sound(3));
    const { position } = await here.handlers['versions.position']({ doi: doiOf('v2') });
    expect(position).toMatchObject({ number: 2, count: 3, newer: doiOf('v3') });
    put(new ChainDraft().add('alone'));
    expect(await here.handlers['versions.position']({ doi: doiOf('alone') })).toEqual({
      position: null,
    });
  });

  it('are exported as SVG, CSV and JSON-LD that can be read back', async () => {
    put(ChainDraft.sound(2).set('v1', { titles: [{ title: '=1+1 <b>&' }] }));
    const file = async (format: 'svg' | 'csv' | 'json-ld') =>
      (await here.handlers['versions.export']({ doi: doiOf('v1'), format })).text;
    expect(await file('svg')).toContain('=1+1 &lt;b&gt;&amp;');
    expect(await file('csv')).toContain(`"'=1+1 <b>&"`);
    const graph = JSON.parse(await file('json-ld')) as { '@graph': Record<string, unknown>[] };
    expect(
      graph['@graph'].find((node) => node['dcterms:identifier'] === doiOf('v2')),
    ).toMatchObject({
      'prov:wasRevisionOf': [{ '@id': `https://practice.invalid/${doiOf('v1')}` }],
    });
  });
});

it('notes a record as outdated, and asks for a successor', async () => {
  put(ChainDraft.sound(1));
  await here.handlers['versions.markOutdated']({
    doi: doiOf('v1'),
    isOutdated: true,
    reason: null,
  });
  expect(await defectsOf('c')).toEqual(['outdated-without-successor v1']);
  await here.handlers['versions.markOutdated']({
    doi: doiOf('v1'),
    isOutdated: false,
    reason: null,
  });
  expect(await defectsOf('c')).toEqual([]);
});
