import { expect, it } from 'vitest';

import { findOverwritten } from '#shared/outbox/find-overwritten.ts';
import type { RemoteState } from '#shared/metadata/attributes.ts';

const update = {
  stored: {},
  base: {},
  keys: [],
  state: { base: 'reserved', stored: 'findable' },
  requestId: 'ours',
  isWrittenOnce: true,
  since: null,
} as const;

const published = (before: RemoteState) => ({
  id: 'ours',
  at: '2026-06-01T08:00:00.000Z',
  by: null,
  changes: new Map(),
  state: { before, after: 'findable' as const },
});

it('finds a state that can be brought back, and says nothing of a draft, which cannot', () => {
  expect(findOverwritten(update, [published('registered')])).toMatchObject([
    { path: 'state', theirs: 'registered', mine: 'findable' },
  ]);
  expect(findOverwritten(update, [published('draft')])).toEqual([]);
});
