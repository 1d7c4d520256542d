import { describe, expect, it } from 'vitest';

import { checkSupply, isAllowed, mostShipped } from '../supply/licences.ts';

const allowed = new Set(['MIT', 'Zlib', 'Apache-2.0']);
const manifest = {
  dependencies: { axios: '1.0.0' },
  devDependencies: {},
  allowScripts: {},
};
const table = '| axios | 1.0.0 | MIT | calls | 2026-01-31 | the one asked for |';
const lock = { '': {}, 'node_modules/axios': { version: '1.0.0', license: 'MIT' } };

describe('licences', () => {
  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-or-later)', true],
    ['GPL-3.0-or-later OR (MIT AND Zlib)', true],
    ['(MIT AND Zlib)', true],
    ['MIT AND GPL-2.0', false],
    ['GPL-3.0', false],
    ['SEE LICENSE IN LICENSE', false],
    ['', false],
    ['MIT MIT', false],
  ])('%s: %s', (expression, is) => {
    expect(isAllowed(expression, allowed)).toBe(is);
  });

  it('complains of nothing when table and lockfile agree', () => {
    expect(checkSupply(manifest, lock, table)).toEqual({
      complaints: [],
      shippedCount: 1,
      toolCount: 0,
    });
  });

  it.each([
    ['a package without a row', manifest, lock, ''],
    ['another version', manifest, lock, table.replace('1.0.0', '1.0.1')],
    ['another licence', manifest, lock, table.replace('MIT', 'ISC')],
    ['a row without its day', manifest, lock, table.replace('2026-01-31', '')],
    ['a row without its reason', manifest, lock, table.replace('the one asked for', '')],
    [
      'more packages than were decided on',
      manifest,
      {
        ...lock,
        ...Object.fromEntries(
          Array.from({ length: mostShipped }, (_, at) => [
            `node_modules/x${at}`,
            { version: '1', license: 'MIT' },
          ]),
        ),
      },
      table,
    ],
    ['a row too many', manifest, lock, `${table}\n| left-pad | 1 | MIT | pads | 2016-03-22 | x |`],
    [
      'a licence below that is not allowed',
      manifest,
      { ...lock, 'node_modules/axios/node_modules/x': { version: '1', license: 'AGPL-3.0' } },
      table,
    ],
    [
      'an install script that nobody decided about',
      manifest,
      { ...lock, 'node_modules/x': { version: '1', license: 'MIT', hasInstallScript: true } },
      table,
    ],
  ])('complains of %s', (_name, given, packages, rows) => {
    expect(checkSupply(given, packages, rows).complaints).toHaveLength(1);
  });
});
