import { describe, expect, it } from 'vitest';

import { decodeCell, encodeCell } from '#shared/sheets/cell-text.ts';
import { columnName, columnPath, readColumnName } from '#shared/sheets/columns.ts';
import type { Json } from '#shared/support/json.ts';

describe('a value as a cell', () => {
  const plain = ['A title', 'two\nlines', '=1+1', '-5', '10.1234/1E5', 'ein “Zitat”', '漢字 😀'];
  it.each(plain)('leaves the text %j as it is', (text) => {
    expect(encodeCell(text, 'text')).toBe(text);
  });

  const odd: Json[] = [
    '',
    ' ',
    ' x',
    'x\u00a0',
    'a\u0000b',
    'a\rb',
    '\ufeffx',
    '\ud800',
    '_x0041_',
    '[delete]',
    '[DELETE]',
    '[json] 1',
    '[text] x',
    '[text]',
    ' [delete]',
    null,
    true,
    12,
    [],
    {},
    1e21,
  ];
  it.each(odd)('brings %j back as it was', (value) => {
    const cell = encodeCell(value, 'text');
    expect(decodeCell(String(cell), 'text')).toEqual({ ok: true, value: { kind: 'set', value } });
  });

  it('writes a number as a number only where the schema has one, and only when no digit is lost', () => {
    expect(encodeCell(2024, 'number')).toBe(2024);
    expect(encodeCell(2024, 'text')).toBe('[json] 2024');
    expect(encodeCell(47.123456789012345, 'number')).toBe('[json] 47.123456789012344');
    expect(decodeCell('47.5', 'number')).toEqual({ ok: true, value: { kind: 'set', value: 47.5 } });
    expect(decodeCell('47.5', 'text')).toEqual({ ok: true, value: { kind: 'set', value: '47.5' } });
  });

  it('refuses a decimal comma, broken JSON and a sign that goes on', () => {
    for (const cell of ['47,5', '[json] {', '[delete] this']) {
      expect(decodeCell(cell, 'number').ok).toBe(false);
    }
  });
});

describe('a column', () => {
  it.each(['titles[0].title', 'creators[12].nameIdentifiers[0].schemeUri', 'creators[20...]'])(
    'is named %s and read again',
    (name) => {
      const column = readColumnName(name);
      expect(column === null ? null : columnPath(column)).toBe(name);
      expect(column === null ? null : columnName(column)).toBe(name);
    },
  );

  it.each([
    'doi',
    'Notes',
    '# state',
    'titles [0]',
    'titles[0',
    '__proto__',
    'titles[999999].title',
    '',
  ])('is none where the name is %j', (name) => {
    expect(readColumnName(name)).toBeNull();
  });
});
