import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { nodeRandomBytes } from '#core/node-ports.ts';
import type { Vault } from '#core/ports.ts';
import { openPassphraseVault } from '#core/vault/passphrase-vault.ts';
import { createSessionVault } from '#core/vault/session-vault.ts';
import { reveal, Secret } from '#shared/support/secret.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-vault-'));
  path = join(folder, 'vault.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (passphrase: string): Promise<Vault> =>
  openPassphraseVault({
    path,
    passphrase: new Secret(passphrase),
    randomBytes: nodeRandomBytes,
    N: 2 ** 15,
  });
const textOf = async (vault: Vault, name: string): Promise<string | null> => {
  const secret = await vault.get(name);
  return secret === null ? null : reveal(secret);
};

describe('a vault under a passphrase', () => {
  it('gives back after a restart what was put in, and nothing that was removed', async () => {
    const vault = await open('Zürich am See');
    await Promise.all([
      vault.put('repository:a', new Secret('secret-a')),
      vault.put('repository:b', new Secret('secret-b')),
    ]);
    await vault.remove('repository:b');

    // The same passphrase, typed with a combining accent.
    const again = await open('Zu\u0308rich am See');
    expect([await textOf(again, 'repository:a'), await textOf(again, 'repository:b')]).toEqual([
      'secret-a',
      null,
    ]);
    expect(again.strength).toBe('passphrase');
  });

  it('keeps no secret and no name readable, and lets nobody else read the file', async () => {
    const vault = await open('x');
    await vault.put('repository:ethz.sed', new Secret('plain-password'));
    const text = readFileSync(path, 'utf8');
    expect(text).not.toMatch(/plain-password|ethz\.sed/);
    expect(Buffer.from(text, 'utf8').toString('latin1')).not.toContain(
      Buffer.from('plain-password').toString('base64'),
    );
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['vault.json']);
  });

  it('takes another nonce for every writing', async () => {
    const vault = await open('x');
    const nonces = [];
    for (const text of ['same', 'same']) {
      await vault.put('a', new Secret(text));
      nonces.push((JSON.parse(readFileSync(path, 'utf8')) as { nonce: string }).nonce);
    }
    expect(new Set(nonces).size).toBe(2);
  });

  it('refuses a wrong passphrase and leaves the file as it is', async () => {
    await (await open('right')).put('a', new Secret('s'));
    const before = readFileSync(path, 'utf8');
    await expect(open('wrong')).rejects.toMatchObject({ code: 'VAULT_UNAVAILABLE' });
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it.each([
    ['text that was changed', (file: StoredFile) => ({ ...file, text: flip(file.text) })],
    ['a tag that was changed', (file: StoredFile) => ({ ...file, tag: flip(file.tag) })],
    [
      'a salt that was changed',
      (file: StoredFile) => ({ ...file, scrypt: { ...file.scrypt, salt: flip(file.scrypt.salt) } }),
    ],
    [
      'work that would never end',
      (file: StoredFile) => ({ ...file, scrypt: { ...file.scrypt, N: 2 ** 40 } }),
    ],
    ['hardly any work', (file: StoredFile) => ({ ...file, scrypt: { ...file.scrypt, N: 2 } })],
    ['another format', (file: StoredFile) => ({ ...file, format: 'v2' })],
    ['no JSON', () => 'not json'],
  ])('refuses %s', async (_name, damage) => {
    await (await open('right')).put('a', new Secret('s'));
    const damaged: unknown = damage(JSON.parse(readFileSync(path, 'utf8')) as StoredFile);
    writeFileSync(path, typeof damaged === 'string' ? damaged : JSON.stringify(damaged));
    await expect(open('right')).rejects.toMatchObject({ code: 'VAULT_UNAVAILABLE' });
  });

  it('says so when it cannot be written', async () => {
    const vault = await open('x');
    rmSync(folder, { recursive: true });
    await expect(vault.put('a', new Secret('s'))).rejects.toMatchObject({
      code: 'VAULT_UNAVAILABLE',
    });
  });
});

interface StoredFile {
  readonly scrypt: { readonly N: number; readonly salt: string };
  readonly text: string;
  readonly tag: string;
}

function flip(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64');
}

describe('a vault for the session', () => {
  it('forgets what is removed and says how well it keeps', async () => {
    const vault = createSessionVault();
    await vault.put('a', new Secret('s'));
    expect(await textOf(vault, 'a')).toBe('s');
    await vault.remove('a');
    expect([await textOf(vault, 'a'), vault.strength]).toEqual([null, 'session']);
  });
});
