import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { nodeRandomBytes } from '#core/node-ports.ts';
import type { Vault } from '#core/ports.ts';
import type { Keychain, KeptVault } from '#core/vault/keeper.ts';
import { openKeeper } from '#core/vault/keeper.ts';
import { createSessionVault } from '#core/vault/session-vault.ts';
import { reveal, Secret } from '#shared/support/secret.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'steward-keeper-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const canary = 'CANARY-7d1e';
const long = new Secret('correct horse battery');
const keychain = (backend = 'gnome_libsecret', vault: Vault = createSessionVault()): Keychain => ({
  family: 'safe-storage',
  backend,
  vault: { ...vault, strength: 'os-keychain' },
});
const open = (chain: Keychain | null): Promise<KeptVault> =>
  openKeeper({ dataFolder: folder, randomBytes: nodeRandomBytes, keychain: chain, N: 2 ** 15 });
const textOf = async (vault: Vault, name = 'a'): Promise<string | null> => {
  const secret = await vault.get(name);
  return secret === null ? null : reveal(secret);
};
const written = (): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');

describe('the keeper', () => {
  it('takes the keychain where there is one, and memory where there is none', async () => {
    expect(await (await open(keychain())).status()).toMatchObject({
      strength: 'os-keychain',
      available: ['os-keychain', 'passphrase', 'session'],
      trouble: null,
    });
    const bare = await open(null);
    expect(await bare.status()).toMatchObject({
      strength: 'session',
      available: ['passphrase', 'session'],
    });
    await bare.put('a', new Secret(canary));
    expect(written()).not.toContain(canary);
    // What nobody chose is not come back to: a keychain that appears is used.
    expect((await (await open(keychain())).status()).strength).toBe('os-keychain');
  });

  it('moves everything to a passphrase, asks for it after a restart, and forgets the old copies', async () => {
    const chain = keychain();
    const vault = await open(chain);
    await vault.put('a', new Secret(canary));
    await vault.put('b', new Secret('b'));
    expect(await vault.change('passphrase', long)).toEqual([]);
    expect(await textOf(vault)).toBe(canary);
    expect(await textOf(chain.vault)).toBeNull();
    expect(written()).not.toContain(canary);

    const again = await open(chain);
    expect(await again.status()).toMatchObject({ isLocked: true, asksPassphrase: true });
    await expect(again.get('a')).rejects.toMatchObject({ code: 'VAULT_UNAVAILABLE' });
    await expect(again.unlock(new Secret('wrong passphrase'))).rejects.toMatchObject({
      code: 'VAULT_UNAVAILABLE',
    });
    expect((await again.status()).isLocked).toBe(true);
    await again.unlock(long);
    expect([await textOf(again), await textOf(again, 'b')]).toEqual([canary, 'b']);
  });

  it('changes the passphrase, and moves back to the keychain without leaving a file', async () => {
    const chain = keychain();
    const vault = await open(chain);
    await vault.put('a', new Secret(canary));
    await vault.change('passphrase', long);
    await vault.change('passphrase', new Secret('another passphrase'));
    await vault.lock();
    await expect(vault.unlock(long)).rejects.toMatchObject({ code: 'VAULT_UNAVAILABLE' });
    await vault.unlock(new Secret('another passphrase'));
    await vault.change('os-keychain', null);
    expect(await textOf(chain.vault)).toBe(canary);
    expect(readdirSync(folder)).toEqual(['vault-choice.json']);
  });

  it('refuses a short passphrase and a keychain that is not there, and moves nothing', async () => {
    const vault = await open(null);
    await vault.put('a', new Secret(canary));
    for (const [to, passphrase] of [
      ['passphrase', new Secret('short')],
      ['passphrase', null],
      ['os-keychain', null],
    ] as const) {
      await expect(vault.change(to, passphrase)).rejects.toMatchObject({ code: 'VALIDATION' });
    }
    expect(await textOf(vault)).toBe(canary);
  });

  it.each(['os-keychain', 'session'] as const)('gives nothing while locked: %s', async (kind) => {
    const vault = await open(kind === 'session' ? null : keychain());
    await vault.put('a', new Secret(canary));
    await vault.lock();
    await expect(vault.get('a')).rejects.toMatchObject({ code: 'VAULT_UNAVAILABLE' });
    await expect(vault.put('a', long)).rejects.toMatchObject({ code: 'VAULT_UNAVAILABLE' });
    await vault.unlock(null);
    expect(await textOf(vault)).toBe(canary);
  });

  it('names a keychain that is gone, changed, or of another program; and comes back to it', async () => {
    const chain = keychain();
    await (await open(chain)).put('a', new Secret(canary));
    const without = await open(null);
    expect((await without.status()).trouble).toMatch(/cannot be reached/);
    await without.put('a', new Secret('for now'));
    expect((await open(keychain('kwallet6')).then((vault) => vault.status())).trouble).toMatch(
      /“gnome_libsecret”.*“kwallet6”/,
    );
    const other = await open({ ...keychain(), family: 'keyring' });
    expect((await other.status()).trouble).toMatch(/other form of this program/);
    expect(await textOf(await open(chain))).toBe(canary);
  });

  it('tells which secrets a move could not bring along', async () => {
    const store = createSessionVault();
    const vault = await open(
      keychain('darwin', { ...store, get: () => Promise.reject(new Error('reset')) }),
    );
    await vault.put('a', new Secret(canary));
    expect(await vault.change('passphrase', long)).toEqual(['a']);
  });

  it('goes on without a passphrase that nobody knows, and keeps its file for the day that it turns up', async () => {
    const chain = keychain();
    const vault = await open(chain);
    await vault.put('a', new Secret(canary));
    await expect(vault.startAnew()).rejects.toMatchObject({ code: 'VALIDATION' });
    await vault.change('passphrase', long);
    await vault.lock();
    expect(await vault.startAnew()).toEqual(['a']);
    expect(await vault.status()).toMatchObject({ isLocked: false, strength: 'os-keychain' });
    expect(await textOf(vault)).toBeNull();
    await vault.put('a', new Secret('new'));
    expect(await textOf(await open(chain))).toBe('new');

    // It turns up: the file under its old name, the choice as it was.
    renameSync(join(folder, 'vault.passphrase-1.json'), join(folder, 'vault.passphrase.json'));
    const choice = { version: 1, kind: 'passphrase', names: ['a'], backends: {} };
    writeFileSync(join(folder, 'vault-choice.json'), JSON.stringify(choice));
    const again = await open(chain);
    await again.unlock(long);
    expect(await textOf(again)).toBe(canary);
  });

  it('names a file of passwords that is gone, instead of an empty store', async () => {
    const vault = await open(null);
    await vault.put('a', new Secret(canary));
    await vault.change('passphrase', long);
    rmSync(join(folder, 'vault.passphrase.json'));
    const without = await open(null);
    const status = await without.status();
    expect([status.isLocked, status.strength]).toEqual([false, 'session']);
    expect(status.trouble).toContain('vault.passphrase.json, is not in the data folder');
  });

  it('reads a damaged note of its choice as none, and says when it cannot be written', async () => {
    writeFileSync(join(folder, 'vault-choice.json'), '{"kind":"plain"}');
    expect((await (await open(keychain())).status()).strength).toBe('os-keychain');
  });
});
