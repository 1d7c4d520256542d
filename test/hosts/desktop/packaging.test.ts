import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { FuseV1Options } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { fuseState, wantedFuses, wrongFuses } from '#hosts/start/fuses.ts';
import { projectFolder } from '#hosts/where.ts';

const config = parse(readFileSync(join(projectFolder, 'electron-builder.yml'), 'utf8')) as {
  readonly asar: boolean;
  readonly files: readonly string[];
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly publish: unknown;
};

const resources = join(projectFolder, 'electron', 'hosts', 'desktop', 'resources');

describe('what is packed', () => {
  it('is read for its fuses afterwards, and one that stands wrong is named', async () => {
    const right = Object.fromEntries(
      [...wantedFuses].map(([fuse, isOn]) => [fuse, isOn ? fuseState.on : fuseState.off]),
    );
    expect(await wrongFuses('binary', () => Promise.resolve(right))).toEqual([]);
    const open = { ...right, [FuseV1Options.RunAsNode]: fuseState.on };
    expect(await wrongFuses('binary', () => Promise.resolve(open))).toEqual([
      'RunAsNode is not off',
    ]);
    expect(Object.keys(config.electronFuses)).toHaveLength(wantedFuses.size);
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
});
