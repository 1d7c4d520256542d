import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createSources } from '#core/collections/sources.ts';
import { createClients } from '#core/outbox/clients.ts';
import { entriesOf } from '#core/removal/case-rows.ts';
import { approversOf } from '#core/removal/case-views.ts';
import { createRemoval } from '#core/removal/index.ts';
import { createStewards } from '#core/review/stewards.ts';
import { attachDocuments, openDocument } from '#core/removal/documents.ts';
import { getRecord } from '#core/records/find-records.ts';
import { standardSettings } from '#core/removal/settings.ts';
import type { WireRequest } from '#shared/contract/removal-shapes.ts';
import { goodTombstone, openRemovalStage, request } from './stage.ts';
import type { RemovalStage } from './stage.ts';

let stage: RemovalStage;
beforeAll(async () => {
  stage = await openRemovalStage();
});
afterAll(() => stage.close());

const call = () => stage.removal.handlers;
const open = async (...given: WireRequest[]): Promise<number> =>
  (await call()['removal.open']({ requests: given })).ids[0] ?? 0;

const published = async (): Promise<string> => (await stage.publish(1))[0] ?? '';

describe('cases', () => {
  test('two persons decide, each once, and a changed word asks for both again', async () => {
    const [doi = ''] = await stage.publish(1);
    await call()['removal.saveSettings']({ ...standardSettings, approvalsNeeded: 2 });
    const id = await open(request([doi]));
    await expect(async () => decide(id, 'Sabine')).rejects.toThrow('not ready');
    await call()['removal.edit']({ id, tombstone: goodTombstone });
    expect(await decide(id, 'Sabine')).toEqual({ status: 'open', missing: 1 });
    await expect(async () => decide(id, ' sabine ')).rejects.toThrow('another person');
    await call()['removal.edit']({ id, tombstone: { ...goodTombstone, authority: 'Court' } });
    expect(await decide(id, 'Jan')).toEqual({ status: 'open', missing: 1 });
    expect(await decide(id, 'Sabine')).toEqual({ status: 'approved', missing: 0 });
    await expect(async () =>
      call()['removal.edit']({ id, tombstone: goodTombstone }),
    ).rejects.toThrow('not changed any more');
    await call()['removal.saveSettings'](standardSettings);
  });

  test('where people have profiles, a decision is signed by the one who works now', async () => {
    const stewards = createStewards(stage.context, 1024);
    const { handlers } = createRemoval(stage.context, {
      clients: createClients(stage.context),
      sources: createSources(stage.context),
      send: () => undefined,
      kickOutbox: () => undefined,
      decider: stewards,
    });
    const [doi = ''] = await stage.publish(1);
    const id = await open(request([doi]));
    await call()['removal.edit']({ id, tombstone: goodTombstone });
    const made = await stewards.handlers['stewards.create']({
      name: 'Eva',
      passphrase: 'long enough one',
    });
    const { decisionHash: hash } = await call()['removal.case']({ id });
    const approve = { id, decision: 'approve', note: '', hash } as const;
    await expect(async () =>
      handlers['removal.decide']({ ...approve, person: 'Jan' }),
    ).rejects.toThrow('works now');
    await handlers['removal.decide']({ ...approve, person: 'Eva' });
    const signed = (await call()['removal.case']({ id })).approvedBy;
    expect([made, signed]).toEqual([made, ['Eva']]);
    // The row of another case does not count here: the signature names its case.
    const other = await open(request(await stage.publish(1)));
    stage.ledger.db.run(
      `insert into removal_entry (case_id, at, kind, person, body)
       select ?, at, kind, person, body from removal_entry where case_id = ? and kind = 'decision'`,
      other,
      id,
    );
    const copied = entriesOf(stage.ledger, other);
    expect(approversOf(other, copied, hash)).toEqual([]);
    expect(approversOf(id, copied, hash)).toEqual(['Eva']);
  });

  test('nothing begins before it was approved, and a stale decision is refused', async () => {
    const [doi = ''] = await stage.publish(1);
    const id = await open(request([doi]));
    await expect(async () =>
      call()['removal.begin']({ id, dois: null, confirmation: null }),
    ).rejects.toThrow('cannot be begun');
    const hash = 'f'.repeat(64);
    await expect(async () =>
      call()['removal.decide']({ id, decision: 'decline', person: 'Jan', note: '', hash }),
    ).rejects.toThrow('changed since');
  });

  test('a draft is not removed but deleted, with its words typed; a published DOI never', async () => {
    const [draft = '', published = ''] = [...stage.addRecords(1), ...(await stage.publish(1))];
    await expect(async () => open(request([draft]))).rejects.toThrow('is a draft');
    const selection = { dois: [draft, published] };
    const plan = await call()['removal.planDrafts']({ selection });
    expect(plan).toMatchObject({ draftCount: 1, refusedCount: 1, confirmation: 'delete 1 draft' });
    expect(plan.refused[0]?.message).toContain('never deleted');
    await expect(async () =>
      call()['removal.deleteDrafts']({ selection, confirmation: 'yes', reason: '' }),
    ).rejects.toThrow(plan.confirmation);
    await call()['removal.deleteDrafts']({
      selection,
      confirmation: plan.confirmation,
      reason: 'Twice',
    });
    expect(getRecord(stage.ledger, draft)?.isBurnt).toBe(true);
    expect(getRecord(stage.ledger, published)?.state).toBe('findable');
  });

  test('one DOI has one open case; what is not ours goes to the hub by letter', async () => {
    const [doi = ''] = await stage.publish(1);
    await open(request([doi]));
    await expect(async () => open(request([doi]))).rejects.toThrow('one open case');
    await expect(async () => open(request(['10.57967/hf/1']))).rejects.toThrow(
      'not in this ledger',
    );
    const id = await open(
      request(['10.57967/hf/1'], { owner: 'hub', request: 'Ask support@boinc.example please' }),
    );
    const letter = await call()['removal.letter']({ id, to: 'hub' });
    expect(letter.to).toBe('website@huggingface.co');
    expect(letter.body).toContain('https://doi.org/10.57967/hf/1');
    expect(letter.warning).toContain('support@boinc.example');
    expect(letter.eml).toMatch(/^To: website@huggingface.co\r\nSubject: R-/);
    await expect(async () =>
      call()['removal.begin']({ id, dois: null, confirmation: null }),
    ).rejects.toThrow('hub');
    const move = { id, alternative: null, note: '' } as const;
    expect(await call()['removal.move']({ ...move, event: 'send' })).toEqual({ status: 'asked' });
    // The answer is asked for again after some days.
    expect((await call()['removal.case']({ id })).remindOn).toMatch(/^20/);
    expect(await call()['removal.move']({ ...move, event: 'granted' })).toEqual({ status: 'done' });
  });

  test('what is only observed is told so, whenever that is seen, and nothing of it is sent', async () => {
    const [doi = '', lost = '', kept = ''] = await stage.publish(3);
    const observe = (name: string) =>
      stage.ledger.db.run(`update record set sync = 'observe-only' where doi = ?`, name);
    const puts = () => stage.practice.effects().filter(({ method }) => method === 'PUT').length;
    observe(doi);
    const before = puts();
    await expect(async () => open(request([doi]))).rejects.toThrow('not ours to change');
    expect((await call()['removal.ofRecord']({ doi })).offer).toBe('hub-request');
    const selection = { dois: [doi] };
    expect(await call()['removal.planDrafts']({ selection })).toMatchObject({ draftCount: 0 });
    // One of the two went to another account after it was decided on: the other one goes all the same.
    const id = await stage.approved([lost, kept]);
    observe(lost);
    expect(await stage.begin(id)).toBe('half-done');
    const { item, remove } = await call()['removal.steps']({ id, doi: lost });
    expect(item).toMatchObject({ status: 'half-done', step: 'before-image', pageUrl: null });
    expect(item.failure?.message).toContain('not ours to change');
    expect(remove.filter(({ status }) => status === 'done')).toEqual([]);
    expect((await call()['removal.steps']({ id, doi: kept })).item.status).toBe('done');
    expect(puts() - before).toBe(1);
    const held = stage.practice.holdings().find((one) => one.doi === lost);
    expect(held?.state).toBe('findable');
  });

  test('requests are read out of an e-mail and out of CSV, with what cannot be read', async () => {
    const email =
      'From: "Ana Ruiz" <ana@uni.example>\nSubject: please remove\n\nPlease delete https://doi.org/10.5072/ITEM-0 by 2027-01-31.';
    const { requests } = await call()['removal.readRequests']({ kind: 'email', text: email });
    expect(requests[0]).toMatchObject({
      kind: 'deletion',
      owner: 'own',
      dois: ['10.5072/item-0'],
      requester: 'Ana Ruiz',
      requesterContact: 'ana@uni.example',
      dueOn: '2027-01-31',
      origin: 'email',
    });
    const csv =
      'DOI;kind;reason;due\n10.5072/item-0;rename;;\nnothing;;;\n10.1/a;deletion;because;';
    const read = await call()['removal.readRequests']({ kind: 'csv', text: csv });
    expect(read.requests.map(({ kind }) => kind)).toEqual(['rename']);
    expect(read.problems.map(({ row }) => row)).toEqual([3, 4]);
  });

  test('a successor that is gone, and a statement that names a person, are told', async () => {
    const [doi = '', other = ''] = await stage.publish(2);
    const gone = await stage.approved([other]);
    expect(await stage.begin(gone)).toBe('done');
    const id = await open(request([doi], { reason: 'personal-data' }));
    const tombstone = {
      ...goodTombstone,
      reason: 'personal-data',
      statement: 'Dr. Brunner asked for it: the table held addresses of participants.',
      successorDoi: other,
      successorRelation: 'IsObsoletedBy',
    } as const;
    const { problems } = await call()['removal.preview']({ id, doi: null, tombstone });
    expect(problems.map(({ field, code, isError }) => [field, code, isError])).toEqual([
      ['successorDoi', 'successor-gone', true],
      ['statement', 'names-person', false],
      ['citation', 'public-about-person', false],
    ]);
    // Who asks may be the person: she is in the case, and not in the record.
    const asked = await open(
      request([await published()], { reason: 'personal-data', requester: 'Ana Ruiz' }),
    );
    const statement = 'Ms Ruiz asked for it: the table held addresses of participants.';
    const named = { ...goodTombstone, reason: 'personal-data', statement } as const;
    const told = await call()['removal.preview']({ id: asked, doi: null, tombstone: named });
    expect(told.problems.map(({ code }) => code)).toContain('names-person');
  });

  test('documents lie encrypted, are opened whole, and are erased with a receipt', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'documents-'));
    const file = join(folder, 'order.txt');
    writeFileSync(file, 'The court orders that it be taken down.');
    const [doi = ''] = await stage.publish(1);
    const id = await open(request([doi]));
    const sources = createSources(stage.context);
    const sourceId = sources.admit([file], 'order.txt');
    const given = { id, sourceId, retainUntil: '2030-12-31' };
    await expect(attachDocuments(stage.context, sources, given)).rejects.toThrow('no key');
    const ports = {
      ...stage.context.ports,
      vault: { ...stage.context.ports.vault, strength: 'passphrase' as const },
    };
    const context = { ...stage.context, ports };
    const [documentId = 0] = await attachDocuments(context, sources, given);
    const wal = readFileSync(`${stage.ledger.db.path}-wal`);
    expect(wal.includes('The court orders')).toBe(false);
    expect(new TextDecoder().decode((await openDocument(context, documentId)).bytes)).toContain(
      'The court orders',
    );
    const inLedger = stage.ledger.db.get('select * from removal_document where id = ?', documentId);
    const { receipt } = await call()['removal.erase']({ documentId, reason: 'Retention is over' });
    expect(JSON.parse(receipt)).toMatchObject({
      case: expect.stringMatching(/^R-/) as string,
      backups: expect.stringContaining('the key is destroyed') as string,
    });
    await expect(openDocument(context, documentId)).rejects.toThrow('erased');
    // What an older backup holds cannot be opened either: its key is gone from the vault.
    stage.ledger.db.run(
      'update removal_document set sealed = ?, name = ? where id = ?',
      (inLedger as { sealed: Uint8Array }).sealed,
      'order.txt',
      documentId,
    );
    await expect(openDocument(context, documentId)).rejects.toThrow('not in the vault');
    rmSync(folder, { recursive: true });
  });

  test('the whole case is one file, as HTML without scripts and as JSON', async () => {
    const [doi = ''] = await stage.publish(1);
    const id = await open(request([doi], { request: '<script>alert(1)</script>' }));
    const page = await call()['removal.export']({ id, format: 'html' });
    expect(page.text).not.toContain('<script');
    expect(page.text).toContain('&lt;script&gt;');
    const file = await call()['removal.export']({ id, format: 'json' });
    expect(JSON.parse(file.text)).toMatchObject({ format: 'doi-steward-case', items: [{ doi }] });
  });
});

async function decide(id: number, person: string) {
  const { decisionHash: hash } = await call()['removal.case']({ id });
  return call()['removal.decide']({ id, decision: 'approve', person, note: '', hash });
}
