import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { Desktop } from '#hosts/desktop/electron.ts';
import { openKeychain } from '#hosts/desktop/vault.ts';
import { mustExist } from '#shared/support/assert.ts';
import { reveal, Secret } from '#shared/support/secret.ts';
import { vaultText as text } from '#shared/text/vault.en.ts';
import { tempFolder } from '../temp-folder.ts';

type Backend = ReturnType<Desktop['safeStorage']['getSelectedStorageBackend']>;

/** A keychain that turns bits around, with a key of its own, so that another one cannot open it. */
function keychain(backend: Backend, key = 1, isAvailable = true): Desktop['safeStorage'] {
  return {
    isAsyncEncryptionAvailable: () => Promise.resolve(isAvailable),
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: (plain) =>
      Promise.resolve(
        Buffer.concat([Buffer.of(key), Buffer.from(plain).map((byte) => byte ^ 0xff)]),
      ),
    decryptStringAsync(sealed) {
      if (sealed[0] !== key) return Promise.reject(new Error('another key'));
      const result = Buffer.from(sealed.subarray(1).map((byte) => byte ^ 0xff)).toString();
      return Promise.resolve({ result, shouldReEncrypt: false });
    },
  };
}

const canary = 'CANARY-3f9a';

async function vaultIn(folder: string, storage = keychain('gnome_libsecret')) {
  return mustExist(await openKeychain(storage, folder, 'linux'), 'the keychain').vault;
}

describe('the keychain vault', () => {
  it('keeps a secret over a restart, sealed, in a file of its owner alone', async () => {
    const folder = await tempFolder();
    await (await vaultIn(folder)).put('repository:a', new Secret(canary));
    const again = await (await vaultIn(folder)).get('repository:a');
    expect(reveal(mustExist(again, 'the secret'))).toBe(canary);
    const file = join(folder, 'vault.json');
    expect(await readFile(file, 'utf8')).not.toContain(canary);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('loses nothing when several are put at once, and forgets what is removed', async () => {
    const folder = await tempFolder();
    const vault = await vaultIn(folder);
    await Promise.all(['a', 'b', 'c'].map((name) => vault.put(name, new Secret(name))));
    await vault.remove('b');
    const kept = await Promise.all(['a', 'b', 'c'].map((name) => vault.get(name)));
    expect(kept.map((secret) => (secret === null ? null : reveal(secret)))).toEqual([
      'a',
      null,
      'c',
    ]);
  });

  it.each<[string, Desktop['safeStorage']]>([
    ['a password that everybody knows', keychain('basic_text')],
    ['an unknown back end', keychain('unknown')],
    ['no encryption at all', keychain('kwallet6', 1, false)],
  ])('does not exist over %s', async (_name, storage) => {
    expect(await openKeychain(storage, await tempFolder(), 'linux')).toBeNull();
  });

  it('says that a secret of another back end must be entered again, and takes the new one', async () => {
    const folder = await tempFolder();
    await (await vaultIn(folder)).put('a', new Secret(canary));
    const other = await vaultIn(folder, keychain('kwallet6', 2));
    await expect(other.get('a')).rejects.toMatchObject({ code: 'VAULT_UNAVAILABLE' });
    await other.put('a', new Secret('new'));
    expect(reveal(mustExist(await other.get('a'), 'the secret'))).toBe('new');
    // The first keychain is back: what it sealed is still there, and a removal takes both.
    const first = await vaultIn(folder);
    expect(reveal(mustExist(await first.get('a'), 'the secret'))).toBe(canary);
    await first.remove('a');
    expect([await first.get('a'), await other.get('a')]).toEqual([null, null]);
  });

  it('reads what the first versions wrote', async () => {
    const folder = await tempFolder();
    const sealed = await keychain('gnome_libsecret').encryptStringAsync(canary);
    const entries = { a: sealed.toString('base64') };
    const file = { version: 1, backend: 'gnome_libsecret', entries };
    await writeFile(join(folder, 'vault.json'), JSON.stringify(file));
    expect(reveal(mustExist(await (await vaultIn(folder)).get('a'), 'the secret'))).toBe(canary);
  });

  it('says that access was denied when a password is entered, and keeps what is there', async () => {
    const folder = await tempFolder();
    await (await vaultIn(folder)).put('a', new Secret(canary));
    const denied = await vaultIn(folder, {
      ...keychain('gnome_libsecret'),
      encryptStringAsync: () => Promise.reject(new Error('user denied')),
    });
    await expect(denied.put('a', new Secret('x'))).rejects.toMatchObject({
      message: text.sealRefused,
      nextStep: text.allowOrMove,
    });
    expect(reveal(mustExist(await (await vaultIn(folder)).get('a'), 'the secret'))).toBe(canary);
  });

  it.each(['', '{', '[]', '{"version":2}', '\u0000'])(
    'names a damaged file instead of forgetting silently: %j',
    async (content) => {
      const folder = await tempFolder();
      const file = join(folder, 'vault.json');
      await writeFile(file, content);
      const vault = await vaultIn(folder);
      await expect(vault.get('a')).rejects.toMatchObject({ nextStep: text.enterAgain });
      // Which then works, and leaves the damaged file under another name.
      await vault.put('a', new Secret('new'));
      expect(reveal(mustExist(await vault.get('a'), 'the secret'))).toBe('new');
      expect(await readFile(join(folder, 'vault-1.json'), 'utf8')).toBe(content);
    },
  );

  it('names an entry of another key', async () => {
    const folder = await tempFolder();
    await (await vaultIn(folder)).put('a', new Secret(canary));
    const other = await vaultIn(folder, keychain('gnome_libsecret', 2));
    const failure = await other.get('a').catch((cause: unknown) => String(cause));
    expect(failure).toContain('did not open the stored password');
    expect(failure).not.toContain(canary);
  });
});
