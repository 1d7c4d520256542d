import fc from 'fast-check';
import { expect, test } from 'vitest';

import { decodeBytes, encodeBytes } from '#shared/support/byte-text.ts';

test('a text comes back from its bytes, and they are those of UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const bytes = encodeBytes(text);
      expect(bytes).toBe(Buffer.from(text, 'utf8').toString('latin1'));
      expect(decodeBytes(bytes)).toBe(text.toWellFormed());
    }),
  );
  expect(decodeBytes(encodeBytes('é漢😀'.repeat(5000)))).toBe('é漢😀'.repeat(5000));
});

test('half a surrogate pair and a mark of byte order are what they are in the ledger', () => {
  expect(decodeBytes(encodeBytes('\ud800x'))).toBe('\ufffdx');
  expect(decodeBytes(encodeBytes('\ufeffé'))).toBe('\ufeffé');
});
