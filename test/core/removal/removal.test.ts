import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { practiceHost } from '#core/removal/places.ts';
import { getRecord } from '#core/records/find-records.ts';
import { removalSteps } from '#shared/removal/steps.ts';
import { pageName } from '#shared/removal/page-name.ts';
import { differingKeys } from '#shared/sync/stored-value.ts';
import { sampleAttributes } from '../outbox/harness.ts';
import { goodTombstone, openRemovalStage } from './stage.ts';
import type { RemovalStage } from './stage.ts';

let stage: RemovalStage;
beforeEach(async () => {
  stage = await openRemovalStage();
});
afterEach(() => stage.close());

function held(doi: string) {
  const found = stage.practice.holdings().find((holding) => holding.doi === doi);
  if (found === undefined) throw new Error(`${doi} is not held`);
  return found;
}

describe('a removal', () => {
  test('takes all steps, each verified, and goes back attribute by attribute', async () => {
    const [doi = ''] = await stage.publish(1);
    const before = getRecord(stage.ledger, doi)?.remote ?? {};
    const id = await stage.approved([doi]);

    expect(await stage.begin(id)).toBe('done');
    const { remove } = await stage.removal.handlers['removal.steps']({ id, doi });
    expect(remove.map(({ step, status }) => [step, status])).toEqual(
      removalSteps.map((step) => [step, step === 'neighbours' ? 'skipped' : 'done']),
    );
    const record = getRecord(stage.ledger, doi);
    expect(record?.state).toBe('registered');
    expect(record?.remote?.url).toBe(`https://${practiceHost}/${pageName(doi)}.html`);
    expect(record?.remote?.dates).toContainEqual(
      expect.objectContaining({ date: '2026-03-05', dateType: 'Withdrawn' }),
    );
    const page = readFileSync(
      join(stage.folder, 'practice-pages', practiceHost, `${pageName(doi)}.html`),
      'utf8',
    );
    expect(page).toContain(goodTombstone.statement);
    const puts = stage.practice.effects().filter(({ method }) => method === 'PUT');
    expect(puts).toHaveLength(1);

    expect(await stage.restore(id)).toBe('restored');
    const after = getRecord(stage.ledger, doi);
    expect(after?.state).toBe('findable');
    expect(differingKeys(before, after?.remote ?? {})).toEqual([]);
  });

  test('that fails once its change is queued goes on from there, and sends it once', async () => {
    await stage.close();
    let isBroken = true;
    stage = await openRemovalStage({
      crashPoint: (name) => {
        if (name === 'removal.queued' && isBroken) throw new Error('The disk is gone.');
      },
    });
    const [doi = ''] = await stage.publish(1);
    const id = await stage.approved([doi]);
    expect(await stage.begin(id)).toBe('half-done');
    expect(getRecord(stage.ledger, doi)?.state).toBe('findable');
    isBroken = false;
    expect(await stage.begin(id)).toBe('done');
    expect(getRecord(stage.ledger, doi)?.state).toBe('registered');
    expect(stage.practice.effects().filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });

  test('goes through the hide that a colleague made before us', async () => {
    const [doi = ''] = await stage.publish(1);
    const id = await stage.approved([doi]);
    stage.practice.setFaults([]);
    await fetch(`${stage.practice.url}/dois/${doi}`, {
      method: 'PUT',
      headers: {
        'content-type': 'application/vnd.api+json',
        authorization: `Basic ${btoa(`${stage.practice.username}:${stage.practice.password}`)}`,
      },
      body: JSON.stringify({ data: { type: 'dois', attributes: { event: 'hide' } } }),
    });
    expect(held(doi).state).toBe('registered');
    expect(await stage.begin(id)).toBe('done');
    const { remove } = await stage.removal.handlers['removal.steps']({ id, doi });
    expect(remove.find(({ step }) => step === 'hidden')?.status).toBe('skipped');
    // What it was when the removal began is what comes back.
    expect(await stage.restore(id)).toBe('restored');
    expect(held(doi).state).toBe('registered');
  });

  test('upgrades a record of kernel 3 first, and gives it back in the current one', async () => {
    const [doi = ''] = await stage.publish(1);
    const attributes = {
      ...getRecord(stage.ledger, doi)?.remote,
      schemaVersion: 'http://datacite.org/schema/kernel-3',
    };
    stage.practice.seed([
      { doi, state: 'findable', clientId: stage.practice.username.toLowerCase(), attributes },
    ]);
    const id = await stage.approved([doi]);
    expect(await stage.begin(id)).toBe('done');
    expect(held(doi)).toMatchObject({
      state: 'registered',
      attributes: { schemaVersion: 'http://datacite.org/schema/kernel-4' },
    });
    expect(await stage.restore(id)).toBe('restored');
    const { schemaVersion: _, ...before } = attributes;
    expect(differingKeys(before, held(doi).attributes)).toEqual([]);
  });

  test('whose handle was never told says so, and sends its address once more', async () => {
    const [doi = ''] = await stage.publish(1);
    const id = await stage.approved([doi]);
    const down = [{ match: { method: 'PUT' }, respond: { kind: 'handle-server-down' as const } }];
    const stopped = async () => (await stage.removal.handlers['removal.steps']({ id, doi })).item;
    stage.practice.setFaults(down);
    expect([await stage.begin(id), (await stopped()).step]).toEqual(['half-done', 'resolver']);
    expect(await stage.begin(id)).toBe('done');
    stage.practice.setFaults(down);
    expect([await stage.restore(id), (await stopped()).step]).toEqual([
      'half-restored',
      'resolver-back',
    ]);
    expect(await stage.restore(id)).toBe('restored');
  });

  test('that cannot write its page is told, and nothing at DataCite changes', async () => {
    const [doi = ''] = await stage.publish(1);
    const folder = join(stage.folder, 'practice-pages', practiceHost);
    const inTheWay = join(folder, `${pageName(doi)}.html.part`);
    mkdirSync(inTheWay, { recursive: true });
    const id = await stage.approved([doi]);
    expect(await stage.begin(id)).toBe('half-done');
    const { item } = await stage.removal.handlers['removal.steps']({ id, doi });
    expect([item.step, item.failure?.message]).toEqual([
      'page-out',
      expect.stringContaining('could not be written'),
    ]);
    expect(held(doi).state).toBe('findable');
    rmSync(inTheWay, { recursive: true });
    expect(await stage.begin(id)).toBe('done');
  });

  test('what comes back keeps its place in the search and says so', async () => {
    const [doi = ''] = await stage.publish(1);
    const id = await stage.approved([doi], { isTemporary: true, expectedBack: '2027-01-31' });
    expect(await stage.begin(id)).toBe('done');
    const record = getRecord(stage.ledger, doi);
    expect(record?.state).toBe('findable');
    expect(JSON.stringify(record?.remote?.dates)).not.toContain('Withdrawn');
    // It is done and stays in the inbox, to be brought back on its day.
    const { handlers } = stage.removal;
    const inbox = await handlers['removal.cases']({ show: 'open', offset: 0, limit: 9 });
    expect(inbox.cases).toMatchObject([{ isAway: true, remindOn: '2027-01-31', attention: [] }]);
    await handlers['removal.edit']({ id, remindOn: '2020-01-01' });
    expect((await handlers['removal.case']({ id })).attention).toEqual(['reminder']);
    expect(await stage.restore(id)).toBe('restored');
    expect((await handlers['removal.case']({ id })).attention).toEqual([]);
    expect(getRecord(stage.ledger, doi)?.remote?.url).toBe(sampleAttributes(0).url);
  });

  test('leads the canonical DOI to the newest version that is there, and back', async () => {
    const dois = await stage.publish(3, (index) => ({
      ...sampleAttributes(index),
      ...(index === 0
        ? {
            url: 'https://repository.example.org/items/2',
            relatedIdentifiers: [1, 2].map((at) => ({
              relatedIdentifier: `10.5072/item-${String(at)}`,
              relatedIdentifierType: 'DOI',
              relationType: 'HasVersion',
            })),
          }
        : {
            version: String(index),
            relatedIdentifiers: [
              {
                relatedIdentifier: '10.5072/item-0',
                relatedIdentifierType: 'DOI',
                relationType: 'IsVersionOf',
              },
            ],
          }),
    }));
    const [canonical = '', , newest = ''] = dois;
    const id = await stage.approved([newest]);
    expect(await stage.begin(id)).toBe('done');
    expect(getRecord(stage.ledger, canonical)?.remote?.url).toBe(
      'https://repository.example.org/items/1',
    );
    expect(JSON.stringify(getRecord(stage.ledger, canonical)?.remote)).toContain(newest);
    expect(await stage.restore(id)).toBe('restored');
    expect(getRecord(stage.ledger, canonical)?.remote?.url).toBe(
      'https://repository.example.org/items/2',
    );
  });
});
