import { expect, it } from 'vitest';

import type { AheadResult } from '#core/changes/use-ahead.ts';
import { packResults, unpackResults } from '#core/changes/pack-results.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const edited = {
  kind: 'edited',
  row: {
    attributes: bytes('{"titles":"é"}'),
    places: bytes('abc'),
    content_hash: 'ff',
    title: null,
  },
  hasLinks: true,
  hasOtherKernel: false,
  event: {
    text: '{"summary":"Changed: titles."}',
    sealed: [
      { part: 'changes.titles', salt: '01', text: '{"after":1}' },
      { part: 'changes.creators', salt: '02', text: '{"after":2}' },
    ],
  },
  images: { before: '{"titles":"e"}', after: '{"titles":"é"}' },
  sync: 'unsent',
} as const;
const results: AheadResult[] = [
  { id: 1, result: edited },
  { id: 2, result: { kind: 'unchanged' } },
  { id: 3, result: { kind: 'refused', refusal: { code: 'twice', message: 'It was there.' } } },
  // Other columns, a number among them, and metadata of which no places are kept.
  {
    id: 4,
    result: {
      ...edited,
      row: { attributes: bytes('{}'), places: null, findings: '[]', error_count: 0 },
      event: { text: '{}', sealed: [] },
    },
  },
  { id: 5, result: { ...edited, row: { ...edited.row, attributes: bytes('{"url":"x"}') } } },
  { id: 6, result: { kind: 'whole' } },
];

it('results cross to another thread as they are', () => {
  const packed = packResults(results);
  const crossed = structuredClone(packed, { transfer: [packed.memory] });
  expect(packed.memory.byteLength).toBe(0);
  expect(unpackResults(crossed)).toEqual(results);
  expect(crossed.columns).toHaveLength(2);
  expect(unpackResults(packResults([]))).toEqual([]);
});
