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

it('finds nothing where a value was sent that stood there, unless our own entry replaced another one', () => {
  const url = (id: string, before: string, after: string) => ({
    id,
    at: '2026-06-01T08:00:00.000Z',
    by: id,
    changes: new Map([['url', { before, after }]] as const),
    state: null,
  });
  const silent = { ...url('ours', '', ''), changes: new Map() };
  const here = 'https://example.org/here';
  const held = { url: here };
  const resend = { ...update, stored: held, base: held, keys: ['url'], state: null } as const;
  const moved = url('earlier', 'https://example.org/there', here);
  // Newest first, as the service tells them; all within one second.
  expect(findOverwritten(resend, [silent, moved])).toEqual([]);
  expect(findOverwritten({ ...resend, requestId: null }, [silent, moved])).toEqual([]);
  const theirs = url('theirs', here, 'https://example.org/theirs');
  const ours = url('ours', 'https://example.org/theirs', here);
  expect(findOverwritten(resend, [ours, theirs, moved])).toMatchObject([
    { path: 'url', theirs: 'https://example.org/theirs', mine: here, by: 'theirs' },
  ]);
});
