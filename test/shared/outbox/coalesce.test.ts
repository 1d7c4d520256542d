import { describe, expect, it } from 'vitest';

import { furtherState, stepTo } from '#shared/outbox/coalesce.ts';

describe('the step to a state', () => {
  it.each([
    ['reserved', 'draft', 'draft', null],
    ['reserved', 'registered', 'registered', 'register'],
    ['reserved', 'findable', 'findable', 'publish'],
    ['draft', 'draft', 'draft', null],
    ['draft', 'registered', 'registered', 'register'],
    ['draft', 'findable', 'findable', 'publish'],
    ['registered', 'draft', 'registered', null],
    ['registered', 'findable', 'findable', 'publish'],
    ['findable', 'draft', 'findable', null],
    ['findable', 'registered', 'findable', null],
  ] as const)('from %s to %s ends %s by %s', (from, target, state, event) => {
    expect(stepTo(from, target)).toEqual({ state, event });
  });

  it('keeps the further of two intents', () => {
    expect(furtherState('draft', 'findable')).toBe('findable');
    expect(furtherState('findable', 'registered')).toBe('findable');
  });
});
