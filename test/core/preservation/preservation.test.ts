import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Preservation } from '#core/preservation/preservation.ts';
import { createPreservation } from '#core/preservation/preservation.ts';
import { confirmRemote } from '#core/records/confirm-remote.ts';
import { getRecord } from '#core/records/find-records.ts';
import type { Output } from '#shared/contract/contract.ts';
import { copyName } from '#shared/preservation/copy-name.ts';
import { mustExist } from '#shared/support/assert.ts';
import { openStage } from '../outbox/harness.ts';
import type { Stage } from '../outbox/harness.ts';

let stage: Stage;
let copies: Preservation;
let dois: string[];
let diesAt = Number.POSITIVE_INFINITY;
let folder: string;

beforeEach(async () => {
  diesAt = Number.POSITIVE_INFINITY;
  stage = await openStage({
    crashPoint: (name) => {
      if (name !== 'preservation.files-written') return;
      diesAt -= 1;
      if (diesAt < 0) throw new Error('killed');
    },
  });
  copies = createPreservation(stage.context);
  dois = stage.addRecords(60);
  folder = join(stage.folder, 'preservation');
});
afterEach(async () => {
  await copies.stop();
  await stage.close();
});

function hold(doi: string, title: string): void {
  const { attributes } = mustExist(getRecord(stage.ledger, doi), doi);
  confirmRemote(
    stage.context,
    {
      doi,
      remote: { ...attributes, titles: [{ title }] },
      remoteState: 'findable',
      remoteUpdatedAt: null,
      sync: 'in-step',
    },
    { kind: 'read', reason: null },
  );
}

const holdAll = () => stage.ledger.transaction(() => dois.forEach((doi) => hold(doi, 'As held')));
const status = () => copies.handlers['preservation.status']({}) as Output<'preservation.status'>;
const set = async (isOn: boolean, chosen: string | null) =>
  copies.handlers['preservation.set']({ isOn, folder: chosen });
const pathOf = (doi: string, ending: string) =>
  join(folder, `${copyName(doi, () => '')}.${ending}`);
const read = (doi: string, ending: string) => readFileSync(pathOf(doi, ending), 'utf8');

async function write(): Promise<void> {
  copies.start();
  await copies.whenDone();
}

describe('preservation copies', () => {
  it('hold what DataCite holds, as JSON and XML, two files a DOI', async () => {
    holdAll();
    await write();
    expect(status()).toMatchObject({ isOn: true, folder, keptCount: 60, dueCount: 0 });
    expect(readdirSync(folder)).toHaveLength(120);
    const doi = dois[3] ?? '';
    expect(JSON.parse(read(doi, 'json'))).toMatchObject({
      data: {
        id: doi,
        type: 'dois',
        attributes: { titles: [{ title: 'As held' }], state: 'findable' },
      },
    });
    expect(read(doi, 'xml')).toContain('<title>As held</title>');
  });

  it('follow a change, and leave alone what did not change', async () => {
    holdAll();
    await write();
    const [changed = '', same = ''] = dois;
    const before = statSync(pathOf(same, 'json')).mtimeMs;
    hold(changed, 'As held now');
    hold(same, 'As held');
    stage.ledger.db.run('insert or ignore into preservation_due select id from record');
    copies.kick();
    await copies.whenDone();
    expect(read(changed, 'xml')).toContain('As held now');
    expect(statSync(pathOf(same, 'json')).mtimeMs).toBe(before);
    expect(status().dueCount).toBe(0);
  });

  it('are written after a crash as if there had been none', async () => {
    holdAll();
    diesAt = 17;
    await write();
    expect(status()).toMatchObject({ keptCount: 17, dueCount: 43, failure: 'killed' });
    // What the crash left half written.
    writeFileSync(`${pathOf(dois[20] ?? '', 'json')}.part`, '{"da');
    await copies.stop();
    diesAt = Number.POSITIVE_INFINITY;
    copies = createPreservation(stage.context);
    await write();
    expect(status()).toMatchObject({ keptCount: 60, dueCount: 0, failure: null });
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(() => dois.map((doi) => JSON.parse(read(doi, 'json')) as unknown)).not.toThrow();
  });

  it('come back where somebody removed them and the record is due', async () => {
    holdAll();
    await write();
    rmSync(pathOf(dois[0] ?? '', 'xml'));
    stage.ledger.db.run('insert into preservation_due select min(id) from record');
    copies.kick();
    await copies.whenDone();
    expect(read(dois[0] ?? '', 'xml')).toContain('As held');
  });

  it('stop with the reason where the folder cannot be written, and go on later', async () => {
    holdAll();
    writeFileSync(folder, 'a file in the way');
    await write();
    expect(status()).toMatchObject({ keptCount: 0, dueCount: 60 });
    expect(status().failure).toMatch(/EEXIST/);
    rmSync(folder);
    copies.kick();
    await copies.whenDone();
    expect(status()).toMatchObject({ keptCount: 60, failure: null });
  });

  it('can be off, and moved: in another folder all are written again', async () => {
    await set(false, null);
    holdAll();
    await write();
    expect(status()).toMatchObject({ isOn: false, keptCount: 0, dueCount: 60 });
    const other = join(stage.folder, 'elsewhere');
    await set(true, other);
    await copies.whenDone();
    expect(readdirSync(other)).toHaveLength(120);
    await set(true, null);
    await copies.whenDone();
    expect([readdirSync(folder).length, status().isUsualFolder]).toEqual([120, true]);
    await expect(set(true, 'relative/folder')).rejects.toMatchObject({ code: 'VALIDATION' });
    mkdirSync(join(stage.folder, 'plain'));
    writeFileSync(join(stage.folder, 'plain', 'file'), '');
    await expect(set(true, join(stage.folder, 'plain', 'file', 'x'))).rejects.toMatchObject({
      code: 'VALIDATION',
    });
  });
});
