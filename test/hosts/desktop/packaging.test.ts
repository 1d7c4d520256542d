import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { projectFolder } from '#hosts/where.ts';

const config = parse(readFileSync(join(projectFolder, 'electron-builder.yml'), 'utf8')) as {
  readonly asar: boolean;
  readonly files: readonly string[];
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly publish: unknown;
};

describe('what is packed', () => {
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
