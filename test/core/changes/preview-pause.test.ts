import { expect, it, onTestFinished } from 'vitest';

import { createPreviewJobs } from '#core/changes/preview-jobs.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { compileRecipe } from '#shared/changes/compile-recipe.ts';
import type { RecipeStep } from '#shared/changes/recipe.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { openTestContext } from '../fixtures/test-context.ts';

const steps: RecipeStep[] = [{ operation: 'set', path: 'language', value: 'de', mode: 'replace' }];
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Previews whose every look at the clock takes 10 ms, so that a turn is over after a few records. */
function open() {
  const test = openTestContext();
  onTestFinished(() => test.dispose());
  const inputs = Array.from({ length: 300 }, (_, at) => recordInput(`10.5072/p${String(at)}`));
  saveRecords(test.context, inputs, { kind: 'import', reason: null });
  const { clock } = test.ports;
  const slow = { ...clock, monotonic: () => (clock.advance(10), clock.monotonic()) };
  const previews = createPreviewJobs({ ...test.context, ports: { ...test.ports, clock: slow } });
  const { id } = previews.start({ filter: {} }, steps, compileRecipe(steps));
  return { previews, id, clock };
}

it('is held between two pieces, counts no time meanwhile, and goes on where it was', async () => {
  const { previews, id, clock } = open();
  previews.pause(id);
  for (let at = 0; at < 5; at += 1) await turn();
  const held = previews.get(id);
  expect(held).toMatchObject({ status: 'running', isPaused: true, secondsLeft: null });
  expect(held.handledCount).toBeLessThan(300);
  clock.advance(3_600_000);
  await turn();
  expect(previews.get(id).handledCount).toBe(held.handledCount);
  expect(previews.get(id).perSecond).toBe(held.perSecond);
  previews.resume(id);
  while (previews.get(id).status === 'running') await turn();
  expect(previews.get(id)).toMatchObject({
    ...{ status: 'done', isPaused: false, handledCount: 300, changedCount: 300 },
  });
  // What has ended stays as it is.
  previews.pause(id);
  expect(previews.get(id)).toMatchObject({ status: 'done', isPaused: false });
});

it('is stopped while it is held', async () => {
  const { previews, id } = open();
  previews.pause(id);
  await turn();
  previews.cancel(id);
  while (previews.get(id).status === 'running') await turn();
  expect(previews.get(id).status).toBe('cancelled');
  await previews.stop();
});

it('is told where it is not kept any more, with what to do', () => {
  const { previews } = open();
  const asks = [
    () => previews.pause('long gone'),
    () => previews.resume('long gone'),
    () => previews.cancel('long gone'),
    () => previews.get('long gone'),
  ];
  const told = { code: 'NOT_FOUND', nextStep: 'Make it again; nothing was changed.' };
  for (const ask of asks) expect(ask).toThrow(expect.objectContaining(told));
});
