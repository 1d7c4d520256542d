import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { applyChangeSet } from '#core/changes/apply-change-set.ts';
import { planSending, sendChangeSet } from '#core/changes/send-change-set.ts';
import { planUndo } from '#core/changes/plan-undo.ts';
import { undoChangeSet } from '#core/changes/undo-change-set.ts';
import { recipeEdits, recipeRunner } from '#core/changes/recipe-edits.ts';
import { getRecord } from '#core/records/find-records.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { startRegistration } from '#core/register/start-registration.ts';
import { compileRecipe } from '#shared/changes/compile-recipe.ts';
import type { RecipeStep } from '#shared/changes/recipe.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { mustExist } from '#shared/support/assert.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { openStage, quickClock } from '../outbox/harness.ts';
import type { Stage } from '../outbox/harness.ts';

let stage: Stage;
let dois: string[];
beforeEach(async () => {
  stage = await openStage({ clock: quickClock });
  dois = stage.addRecords(6);
  await startRegistration(stage.context, {
    selection: { dois },
    target: 'findable',
    confirmation: null,
  });
  stage.outbox.start();
  await stage.outbox.whenIdle();
});
afterEach(() => stage.close());

const record = (doi: string) => mustExist(getRecord(stage.ledger, doi), doi);
const held = () =>
  new Map(
    stage.practice.holdings().map(({ doi, state, attributes }) => [doi, { state, attributes }]),
  );
const version = (doi: string) => held().get(doi)?.attributes.version ?? null;

async function change(edit: Attributes): Promise<string> {
  const outcome = await applyChangeSet(stage.context, {
    title: 'Version',
    kind: 'batch',
    changeKind: 'minor-version',
    reason: null,
    edits: dois.map((doi) => ({ doi, attributes: { ...record(doi).attributes, ...edit } })),
  });
  return mustExist(outcome.id, 'a change set');
}
async function send(id: string): Promise<number> {
  const count = await sendChangeSet(stage.context, id, null);
  await stage.outbox.whenIdle();
  return count;
}
async function undo(id: string): Promise<string> {
  const order = { id, undoId: stage.context.newId(), reason: null };
  const { id: undone } = await undoChangeSet(stage.context, order);
  await stage.outbox.whenIdle();
  return mustExist(undone, 'the undo');
}

describe('a change set that was sent', () => {
  it('is taken back at the service too, and brought again by undoing the undo', async () => {
    const before = held();
    const id = await change({ version: '2', language: 'de' });
    expect(await planSending(stage.context, id)).toMatchObject({
      sendCount: 6,
      confirmation: null,
    });
    expect(await send(id)).toBe(6);
    expect(dois.map(version)).toEqual(dois.map(() => '2'));
    expect(dois.map((doi) => record(doi).sync)).toEqual(dois.map(() => 'in-step'));

    const plan = await planUndo(stage.context, id);
    expect(plan).toMatchObject({ restoreCount: 6, resendCount: 6 });
    expect(plan.stays.join(' ')).toMatch(/6 records were sent/);
    const undone = await undo(id);
    expect(held()).toEqual(before);
    expect(dois.map((doi) => record(doi).sync)).toEqual(dois.map(() => 'in-step'));

    await undo(undone);
    expect(dois.map(version)).toEqual(dois.map(() => '2'));
  });

  it('of an upgrade puts back only what DataCite still takes, and says so before', async () => {
    const kernel3 = { schemaVersion: 'http://datacite.org/schema/kernel-3' };
    const clientId = stage.practice.username.toLowerCase();
    const old = ['plain', 'film'].map((name, at) => {
      const types = { resourceTypeGeneral: name === 'film' ? 'Film' : 'Dataset' };
      const attributes = { ...record(dois[at] ?? '').attributes, types, version: '1' };
      const doi = `10.5072/${name}`;
      stage.practice.seed([
        { doi, clientId, state: 'findable', attributes: { ...attributes, ...kernel3 } },
      ]);
      const remote = mustExist(held().get(doi), doi).attributes;
      const input = recordInput(doi, { attributes, state: 'findable', sync: 'in-step' });
      const copy = { attributes: remote, state: 'findable', updatedAt: null } as const;
      saveRecords(stage.context, [{ ...input, remote: copy }], { kind: 'sync', reason: null });
      return doi;
    });
    const steps: RecipeStep[] = [
      { operation: 'upgrade', keepDatesAsOther: false },
      { operation: 'set', path: 'version', value: '2', mode: 'replace' },
    ];
    const ids = old.map((doi) => record(doi).id);
    const { id } = await applyChangeSet(stage.context, {
      ...{ title: 'Upgrade', kind: 'upgrade', changeKind: 'other', reason: null },
      edits: recipeEdits(stage.context, ids, recipeRunner(stage.context, compileRecipe(steps))),
    });
    expect(await send(id ?? '')).toBe(2);
    const kernels = () => old.map((doi) => held().get(doi)?.attributes.schemaVersion);
    expect(kernels()).toEqual(old.map(() => 'http://datacite.org/schema/kernel-4'));

    const plan = await planUndo(stage.context, id ?? '');
    expect(plan).toMatchObject({
      ...{ restoreCount: 1, resendCount: 1, unchangedCount: 0 },
      refused: [{ code: 'invalid', count: 1 }],
    });
    expect(plan.refused[0]?.message).toMatch(/types.resourceTypeGeneral: "Film" is not/);
    expect(plan.stays.join(' ')).toMatch(/1 record stays in the current kernel/);
    await undo(id ?? '');
    expect(old.map(version)).toEqual(['1', '2']);
    expect(kernels()).toEqual(old.map(() => 'http://datacite.org/schema/kernel-4'));
    expect(old.map((doi) => record(doi).sync)).toEqual(['in-step', 'in-step']);
    expect(stage.statuses()).not.toHaveProperty('rejected');
  });

  it('does not overwrite what somebody else changed there since: that waits for a person', async () => {
    const id = await change({ version: '2' });
    await send(id);
    const theirs = mustExist(dois[2], 'a DOI');
    const response = await fetch(`${stage.practice.url}/dois/${theirs}`, {
      method: 'PUT',
      headers: {
        authorization: `Basic ${Buffer.from(`${stage.practice.username}:${stage.practice.password}`).toString('base64')}`,
        'content-type': 'application/vnd.api+json',
      },
      body: JSON.stringify({ data: { type: 'dois', attributes: { version: 'theirs' } } }),
    });
    expect(response.status).toBe(200);

    await undo(id);
    expect(version(theirs)).toBe('theirs');
    expect(record(theirs).sync).toBe('conflict');
    expect(dois.filter((doi) => doi !== theirs).map(version)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('keeps the state of each record, and says what a publication leaves behind', async () => {
    const [fresh = ''] = stage.addRecords(1);
    dois = [fresh];
    const id = await change({ version: '2' });
    expect(await planSending(stage.context, id)).toMatchObject({
      sendCount: 0,
      unregisteredCount: 1,
    });
    await startRegistration(stage.context, {
      selection: { dois },
      target: 'findable',
      confirmation: null,
    });
    await stage.outbox.whenIdle();
    stage.outbox.kick();
    await stage.outbox.whenIdle();
    const plan = await planUndo(stage.context, id);
    expect(plan.stays.join(' ')).toMatch(/registered or published.*cannot be undone/);
    await undo(id);
    expect(held().get(fresh)?.state).toBe('findable');
    expect(version(fresh)).toBeNull();
  });
});
