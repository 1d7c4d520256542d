import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { defaultDataFolder } from '#core/node-ports.ts';
import { join } from 'node:path';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';

let test: TestContext;
let told: [string, unknown][];
beforeEach(() => {
  test = openTestContext();
  told = [];
  test.subscribe((event, payload) => void told.push([event, payload]));
});
afterEach(() => test.dispose());

describe('what the core tells its listeners', () => {
  it('is gathered: thousands of changes are few events', () => {
    const { context } = test;
    for (let number = 0; number < 1000; number += 1) {
      context.emit('app.changed', {});
      context.emit('imports.changed', { importId: number % 2 });
      context.emit('records.changed', { dois: [`10.5072/${number % 3}`] });
    }
    expect(told).toEqual([]);
    test.flush();
    expect(told).toEqual([
      ['app.changed', {}],
      ['imports.changed', { importId: 0 }],
      ['records.changed', { dois: ['10.5072/0', '10.5072/1', '10.5072/2'] }],
      ['imports.changed', { importId: 1 }],
    ]);
  });

  it('names up to 200 changed records, and says "all" of more', () => {
    for (let number = 0; number < 201; number += 1) {
      test.context.emit('records.changed', { dois: [`10.5072/${number}`] });
    }
    test.context.emit('records.changed', { dois: ['10.5072/last'] });
    test.flush();
    expect(told).toEqual([['records.changed', { dois: null }]]);
  });

  it('reaches the others when one listener fails', () => {
    const failing = openTestContext();
    const heard: string[] = [];
    failing.subscribe(() => {
      throw new Error('defect');
    });
    const stop = failing.subscribe((event) => void heard.push(event));
    failing.context.emit('app.changed', {});
    failing.flush();
    stop();
    failing.context.emit('app.changed', {});
    failing.flush();
    failing.dispose();
    expect(heard).toEqual(['app.changed']);
    expect(failing.ports.logged.map(({ message }) => message)).toContain('A listener failed');
  });
});

describe('the folder for data when nobody names one', () => {
  it.each([
    ['win32', { LOCALAPPDATA: 'L' }, join('L', 'DOI Steward')],
    ['win32', {}, join('H', 'AppData', 'Local', 'DOI Steward')],
    ['darwin', {}, join('H', 'Library', 'Application Support', 'DOI Steward')],
    ['linux', { XDG_DATA_HOME: 'X' }, join('X', 'doi-steward')],
    ['linux', {}, join('H', '.local', 'share', 'doi-steward')],
  ] as const)(
    'is this machine’s own on %s, not a roaming one',
    (platform, environment, expected) => {
      expect(defaultDataFolder(environment, platform, 'H')).toBe(expected);
    },
  );
});
