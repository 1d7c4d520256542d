import { expect, it } from 'vitest';

import { findOverwritten } from '#shared/outbox/find-overwritten.ts';
import type { WrittenUpdate } from '#shared/outbox/find-overwritten.ts';
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

it('does not take for somebody else what we had written, and read, in the second of our reading', () => {
  const version = (id: string, before: string | null, after: string) => ({
    id,
    at: '2026-06-01T08:00:00.000Z',
    by: id,
    changes: new Map([['version', { before, after }]] as const),
    state: null,
  });
  // Created with 1, changed to 2, read, and changed back by an update of which one attempt ended unseen.
  const back: WrittenUpdate = {
    stored: { version: '1' },
    base: { version: '2' },
    keys: ['version'],
    state: null,
    requestId: 'ours',
    isWrittenOnce: false,
    since: '2026-06-01T08:00:00.700Z',
  };
  const before = [version('earlier', '1', '2'), version('create', null, '1')];
  expect(findOverwritten(back, [version('ours', '2', '1'), ...before])).toEqual([]);
  const theirs = [version('ours', '3', '1'), version('theirs', '2', '3')];
  expect(findOverwritten(back, [...theirs, ...before])).toMatchObject([
    { path: 'version', theirs: '3', by: 'theirs' },
  ]);
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
