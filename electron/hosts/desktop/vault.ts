import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import type { Keychain } from '#core/vault/keeper.ts';
import { AppError } from '#shared/support/app-error.ts';
import { reveal, Secret } from '#shared/support/secret.ts';
import type { Desktop } from './electron.ts';

const vaultFile = z.strictObject({
  version: z.literal(1),
  /** The back end that sealed the entries; another one cannot open them. */
  backend: z.string().max(100),
  entries: z.record(z.string().max(200), z.string().max(20_000)),
});
type VaultFile = z.output<typeof vaultFile>;

/**
 * Credentials sealed by the operating system's keychain, in a file beside the ledger. Null when there
 * is no real keychain: on Linux `basic_text` encrypts with a password that everybody knows, and
 * `isAsyncEncryptionAvailable()` may say yes to it, so the back end itself is asked. Call it after Electron is ready.
 */
export async function openKeychain(
  safeStorage: Desktop['safeStorage'],
  dataFolder: string,
  platform: NodeJS.Platform = process.platform,
): Promise<Keychain | null> {
  const backend = await backendOf(safeStorage, platform);
  if (backend === null) return null;
  const path = join(dataFolder, 'vault.json');
  let queue: Promise<unknown> = Promise.resolve();

  // One change after the other, each from what the last one left.
  const change = (
    edit: (entries: Record<string, string>) => void | Promise<void>,
  ): Promise<void> => {
    const next = queue.then(async () => {
      const file = await readVault(path, backend);
      // Entries that another back end sealed cannot be opened any more by anyone here.
      const entries = file.backend === backend ? { ...file.entries } : {};
      await edit(entries);
      await writeVault(path, { version: 1, backend, entries });
    });
    queue = next.catch(() => undefined);
    return next;
  };
  const vault: Keychain['vault'] = {
    strength: 'os-keychain',
    put: (name, secret) =>
      change(async (entries) => {
        const sealed = await safeStorage.encryptStringAsync(reveal(secret));
        entries[name] = sealed.toString('base64');
      }),
    remove: (name) =>
      change((entries) => {
        Reflect.deleteProperty(entries, name);
      }),
    async get(name) {
      const file = await readVault(path, backend);
      const sealed = Object.hasOwn(file.entries, name) ? file.entries[name] : undefined;
      if (sealed === undefined) return null;
      if (file.backend !== backend) throw unavailable('was sealed by another keychain');
      try {
        const { result } = await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'));
        return new Secret(result);
      } catch (cause) {
        throw unavailable('cannot be opened by this keychain', cause);
      }
    },
  };
  return { family: 'safe-storage', backend, vault };
}

/** The name of a back end that protects, or null. */
async function backendOf(
  safeStorage: Desktop['safeStorage'],
  platform: NodeJS.Platform,
): Promise<string | null> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return null;
  if (platform !== 'linux') return platform;
  const backend = safeStorage.getSelectedStorageBackend();
  return backend === 'basic_text' || backend === 'unknown' ? null : backend;
}

async function readVault(path: string, backend: string): Promise<VaultFile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') {
      return { version: 1, backend, entries: {} };
    }
    throw unavailable('cannot be read', cause);
  }
  try {
    return vaultFile.parse(JSON.parse(text));
  } catch (cause) {
    throw unavailable('is damaged', cause);
  }
}

async function writeVault(path: string, file: VaultFile): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(`${path}.new`, JSON.stringify(file), { mode: 0o600 });
  await rename(`${path}.new`, path);
}

function unavailable(what: string, cause?: unknown): AppError {
  return new AppError('VAULT_UNAVAILABLE', {
    message: `The stored password ${what}.`,
    nextStep: 'Enter the password of the repository again. The records are not affected.',
    cause,
  });
}
