import { describe, expect, it } from 'vitest';

import { afterAnswer, afterTrouble, createConcurrency } from '#shared/outbox/concurrency.ts';
import type { Concurrency } from '#shared/outbox/concurrency.ts';

function answers(state: Concurrency, count: number, tookMs: number): Concurrency {
  let next = state;
  for (let index = 0; index < count; index += 1) next = afterAnswer(next, tookMs);
  return next;
}

describe('how many requests are under way at once', () => {
  it('rises to 32 while answers keep their pace, and no further', () => {
    expect(answers(createConcurrency(2), 500, 50).limit).toBe(32);
  });

  it('is halved by trouble and never less than one', () => {
    const busy = answers(createConcurrency(2), 500, 50);
    expect(afterTrouble(busy).limit).toBe(16);
    expect(afterTrouble(createConcurrency(1)).limit).toBe(1);
  });

  it('stays where it is when answers become much slower', () => {
    const busy = answers(createConcurrency(8), 40, 50);
    expect(answers(busy, 100, 1000).limit).toBe(busy.limit);
  });
});
