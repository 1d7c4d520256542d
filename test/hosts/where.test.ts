import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

// @ts-expect-error -- plain JavaScript without declarations, so that any Node can load it
import { isRightNode as untyped } from '#hosts/right-node.mjs';
import { buildStamp, isBuildStale } from '#hosts/start/is-stale.ts';
import { readDataFolder, readStartOptions } from '#hosts/start-options.ts';
import { fromWhereThePersonStands, projectFolder } from '#hosts/where.ts';
import { tempFolder } from './temp-folder.ts';

const isRightNode = untyped as (version: string) => boolean;

describe('a path on the command line', () => {
  it('is resolved where the person stands, though npm moved us', () => {
    const place = { cwd: projectFolder, initCwd: '/home/ada' };
    expect(fromWhereThePersonStands('data', place)).toBe(resolve('/home/ada/data'));
    expect(fromWhereThePersonStands('/data', place)).toBe(resolve('/data'));
  });

  it('ignores a folder that npm noted for somebody else', () => {
    const place = { cwd: '/srv/work', initCwd: '/home/ada' };
    expect(fromWhereThePersonStands('data', place)).toBe(resolve('/srv/work/data'));
    expect(fromWhereThePersonStands('x', { cwd: projectFolder, initCwd: undefined })).toBe(
      join(projectFolder, 'x'),
    );
  });
});

describe('the Node that runs us', () => {
  it.each([
    ['20.20.2', false],
    ['22.17.9', false],
    ['22.18.0', true],
    ['23.0.0', true],
    ['24.21.0', true],
  ])('%s fits: %s', (version, fits) => {
    expect(isRightNode(version)).toBe(fits);
  });
});

describe('the arguments of a start', () => {
  it('are read', () => {
    const options = readStartOptions(['--browser', '--no-open', '--port', '4600', '--data', '/d']);
    expect(options).toEqual({
      isBrowserWanted: true,
      opensBrowser: false,
      port: 4600,
      address: '127.0.0.1',
      idleMinutes: 60,
      dataFolder: resolve('/d'),
    });
  });

  it.each([['--port', 'x'], ['--port', '70000'], ['--colour'], ['stray']])(
    'are refused when they are not understood: %s %s',
    (...args) => {
      expect(() => readStartOptions(args.filter((arg) => typeof arg === 'string'))).toThrow(
        TypeError,
      );
    },
  );

  it('open the host to others only when a person says so twice, at one address', () => {
    for (const address of ['0.0.0.0', '::', '*', '']) {
      expect(() => readStartOptions(['--listen', address, '--for-others'])).toThrow(
        /every address/,
      );
    }
    expect(() => readStartOptions(['--listen', '10.0.0.7'])).toThrow(/--for-others/);
    expect(readStartOptions(['--listen', '10.0.0.7', '--for-others'])).toMatchObject({
      address: '10.0.0.7',
      isBrowserWanted: true,
    });
    expect(readStartOptions(['--listen', 'localhost'])).toMatchObject({ address: '127.0.0.1' });
  });

  it('give the data folder among the switches of Chromium', () => {
    expect(readDataFolder(['--no-zygote', '--data', '/d', '--lang=de'])).toBe(resolve('/d'));
  });
});

describe('the build', () => {
  it('is stale when it never was, or when any source is newer', async () => {
    const folder = await tempFolder();
    for (const name of ['electron/core', 'renderer', 'shared', 'out']) {
      await mkdir(join(folder, name), { recursive: true });
    }
    const source = join(folder, 'electron', 'core', 'deep.ts');
    await writeFile(source, '');
    expect(isBuildStale(folder)).toBe(true);
    const stamp = join(folder, buildStamp);
    await writeFile(stamp, '');
    const at = new Date(Date.now() + 10_000);
    await utimes(stamp, at, at);
    expect(isBuildStale(folder)).toBe(false);
    const later = new Date(Date.now() + 20_000);
    await utimes(source, later, later);
    expect(isBuildStale(folder)).toBe(true);
  });
});
