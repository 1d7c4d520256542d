import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';

import { FuseState } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { wantedFuses, wrongFuses } from '#hosts/start/fuses.ts';
import type { PackSteps } from '#hosts/start/pack.ts';
import { pack } from '#hosts/start/pack.ts';
import { projectFolder } from '#hosts/where.ts';
import { text } from '#shared/text/browser.en.ts';
import { tempFolder } from '../temp-folder.ts';

const config = parse(readFileSync(join(projectFolder, 'electron-builder.yml'), 'utf8')) as {
  readonly asar: boolean;
  readonly files: readonly string[];
  readonly asarUnpack: readonly string[];
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly publish: unknown;
};

const resources = join(projectFolder, 'electron', 'hosts', 'desktop', 'resources');

describe('what is packed', () => {
  it('is read for its fuses afterwards, and one that stands wrong, is missing or undecided is named', async () => {
    const [off, on] = [FuseState.DISABLE, FuseState.ENABLE];
    const right = [...wantedFuses.values()].map((isOn) => (isOn ? on : off));
    expect(right).toHaveLength(9);
    const folder = await tempFolder();
    // As in a real binary: the sentinel, version and length, and a digit for each fuse.
    const wrongIn = async (states: readonly number[]): Promise<string[]> => {
      const binary = join(folder, 'doi-steward');
      const wire = Buffer.from([1, states.length, ...states]);
      const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
      writeFileSync(binary, Buffer.concat([Buffer.alloc(5000), sentinel, wire, Buffer.alloc(9)]));
      return await wrongFuses(binary);
    };
    expect(await wrongIn(right)).toEqual([]);
    expect(await wrongIn([on, ...right.slice(1)])).toEqual(['RunAsNode is not off']);
    expect(await wrongIn(right.slice(0, 8))).toEqual(['WasmTrapHandlers is not on']);
    expect(await wrongIn([...right, off])).toEqual(['fuse 9 is not decided about']);
    // All but the last are set by electron-builder; that one it does not know.
    expect(Object.keys(config.electronFuses)).toHaveLength(wantedFuses.size - 1);
  });

  it('has icons of every system, and the least entitlements', () => {
    const head = (name: string): Buffer => readFileSync(join(resources, name)).subarray(0, 8);
    expect(head('icon.icns').toString('latin1', 0, 4)).toBe('icns');
    expect([...head('icon.ico').subarray(0, 6)]).toEqual([0, 0, 1, 0, 6, 0]);
    expect(readdirSync(join(resources, 'icons')).length).toBeGreaterThan(5);
    const rights = readFileSync(join(resources, 'entitlements.mac.plist'), 'utf8');
    expect(rights.match(/<key>[^<]*<\/key>/g)).toEqual([
      '<key>com.apple.security.cs.allow-jit</key>',
    ]);
  });

  it('has every fuse set as the table of reliability.md 1.1 says', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
    expect(config.asar).toBe(true);
  });

  it('names its files, ships the licence, and looks for no updates by itself', () => {
    expect(config.files).toContain('out/main/**');
    expect(config.files).not.toContain('**/*');
    for (const name of ['LICENSE', 'NOTICE']) {
      expect(config.files).toContain(name);
      expect(existsSync(join(projectFolder, name))).toBe(true);
    }
    expect(config.publish).toBeNull();
  });

  it('unpacks every native file of what is shipped, and nothing that is not there', () => {
    const files = shipped().flatMap((folder) =>
      readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        `${folder}/${file}`.replaceAll('\\', '/'),
      ),
    );
    const native = files.filter((file) => /\.(?:node|wasm|so|dylib|dll|exe)$/.test(file));
    expect(native.length).toBeGreaterThan(1);
    expect(native.filter((file) => !isNamed(file, config.asarUnpack))).toEqual([]);
    expect(
      config.asarUnpack.filter((glob) => !native.some((file) => matchesGlob(file, glob))),
    ).toEqual([]);
  });

  it('lists what runs and leaves sources, tests and maps out of the archive', () => {
    const inside = ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html'];
    const outside = [
      ...['electron/hosts/desktop/main.ts', 'test/run.ts', 'shared/text/hub.en.ts', '.ci/any.yml'],
      ...['out/main/main.js.map', 'out/renderer/assets/index.js.map', 'out/main/main.ts'],
      ...['package-lock.json', 'node_modules/zod/src/index.ts', 'node_modules/x/test/a.js'],
      ...['node_modules/electron/index.js', 'node_modules/vitest/index.js'],
    ];
    const isPacked = (file: string): boolean =>
      // Of what is installed the tool takes what package.json depends on; these patterns take from it.
      (file.startsWith('node_modules/') ||
        isNamed(
          file,
          config.files.filter((glob) => !glob.startsWith('!')),
        )) &&
      !isNamed(
        file,
        config.files.flatMap((glob) => (glob.startsWith('!') ? glob.slice(1) : [])),
      );
    expect(inside.filter((file) => !isPacked(file))).toEqual([]);
    expect(outside.filter(isPacked)).toEqual([]);
    expect(isPacked('node_modules/zod/index.js')).toBe(true);
  });

  it('is signed by the environment alone: no certificate stands in the settings', () => {
    const written = readFileSync(join(projectFolder, 'electron-builder.yml'), 'utf8');
    const settings = JSON.stringify(parse(written));
    expect(settings).not.toMatch(
      /certificate|identity|cscLink|csc_?key|password|signtool|provisioningProfile|publisherName/i,
    );
    // The names that are told to IT departments are those that the tool reads.
    const told = [...new Set(written.match(/\b(?:CSC|APPLE)_[A-Z_]+\b/g))];
    expect(told).toEqual(['CSC_LINK', 'CSC_KEY_PASSWORD', 'APPLE_API_KEY']);
    const library = join(projectFolder, 'node_modules/app-builder-lib/out');
    const read = ['platformPackager.js', 'mac/MacTargetHelper.js']
      .map((file) => readFileSync(join(library, file), 'utf8'))
      .join('\n');
    expect(told.filter((name) => !read.includes(name))).toEqual([]);
  });
});

describe('packing', () => {
  const steps = (change: Partial<PackSteps> = {}) => {
    const done: string[] = [];
    const did =
      <T>(what: string, answer: T) =>
      (): T => {
        done.push(what);
        return answer;
      };
    const all: PackSteps = {
      build: did('build', true),
      writeSupply: did('supply', undefined),
      checkConfiguration: did('settings', Promise.resolve(null)),
      findElectron: did('electron', Promise.resolve('/electron')),
      runTool: (args) => {
        done.push(`tool ${args.join(' ')}`);
        return 0;
      },
      packed: () => ['a', 'b'],
      wrongFuses: () => Promise.resolve([]),
      say: (sentence) => void done.push(sentence),
      ...change,
    };
    return { done, all };
  };

  it('does everything that needs no Electron, and says where it needs it', async () => {
    const { done, all } = steps({ findElectron: () => Promise.resolve(null) });
    expect(await pack(['--dir'], all)).toBe(3);
    expect(done.slice(0, 3)).toEqual(['build', 'supply', 'settings']);
    expect(done[3]).toContain('Packing it needs the Electron binary');
  });

  it('packs, and passes nothing on whose doors stand open', async () => {
    const { done, all } = steps();
    expect(await pack(['--dir'], all)).toBe(0);
    expect(done).toContain('tool --dir');
    const open = (binary: string) =>
      Promise.resolve(binary === 'b' ? ['RunAsNode is not off'] : []);
    const found = steps({ wrongFuses: open });
    expect(await pack([], found.all)).toBe(1);
    expect(found.done.at(-1)).toBe('b: RunAsNode is not off');
    const none = steps({ packed: () => [] });
    expect([await pack([], none.all), none.done.at(-1)]).toEqual([1, text.fusesUnread]);
  });

  it('ends with what failed: the build, the settings, the tool', async () => {
    expect(await pack([], steps({ build: () => false }).all)).toBe(3);
    const wrong = steps({ checkConfiguration: () => Promise.resolve('asarr') });
    expect([await pack([], wrong.all), wrong.done.at(-1)]).toEqual([1, 'asarr']);
    expect(await pack([], steps({ runTool: () => 7 }).all)).toBe(7);
  });
});

function isNamed(file: string, globs: readonly string[]): boolean {
  return globs.some((glob) => matchesGlob(file, glob));
}

/** Folders of the packages that are shipped and are on this disk. */
function shipped(): readonly string[] {
  const lock = JSON.parse(readFileSync(join(projectFolder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean }>;
  };
  return Object.entries(lock.packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true)
    .map(([path]) => path)
    .filter((path) => existsSync(join(projectFolder, path)));
}
