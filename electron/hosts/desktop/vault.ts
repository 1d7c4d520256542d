import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { z } from 'zod';

import type { Keychain } from '#core/vault/keeper.ts';
import { firstFree } from '#core/vault/keeper.ts';
import { AppError } from '#shared/support/app-error.ts';
import { reveal, Secret } from '#shared/support/secret.ts';
import { vaultText as text } from '#shared/text/vault.en.ts';
import type { Desktop } from './electron.ts';

const entries = z.record(z.string().max(200), z.string().max(20_000));
const vaultFile = z.strictObject({
  version: z.literal(2),
  /** What each back end sealed; another one cannot open it, and leaves it for the day when that one is back. */
  sealedBy: z.record(z.string().max(100), entries),
});
/** As the first versions wrote it: of one back end. */
const firstFile = z.strictObject({ version: z.literal(1), backend: z.string().max(100), entries });
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
    read: () => Promise<VaultFile>,
    edit: (sealedBy: Record<string, Record<string, string>>) => void,
  ): Promise<void> => {
    const next = queue.then(async () => {
      const { sealedBy } = await read();
      const copy = structuredClone(sealedBy);
      edit(copy);
      await writeVault(path, { version: 2, sealedBy: copy });
    });
    queue = next.catch(() => undefined);
    return next;
  };
  const vault: Keychain['vault'] = {
    strength: 'os-keychain',
    async put(name, secret) {
      const sealed = await seal(safeStorage, secret);
      await change(
        () => readOrSetAside(path),
        (sealedBy) => {
          sealedBy[backend] = { ...sealedBy[backend], [name]: sealed };
        },
      );
    },
    remove: (name) =>
      change(
        () => readVault(path),
        (sealedBy) => {
          for (const sealed of Object.values(sealedBy)) Reflect.deleteProperty(sealed, name);
        },
      ),
    async get(name) {
      const { sealedBy } = await readVault(path);
      const own = sealedBy[backend] ?? {};
      const sealed = Object.hasOwn(own, name) ? own[name] : undefined;
      if (sealed === undefined) {
        const isElsewhere = Object.values(sealedBy).some((other) => Object.hasOwn(other, name));
        if (isElsewhere) throw unavailable(text.otherKeychain, text.allowOrEnter);
        return null;
      }
      try {
        const { result } = await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'));
        return new Secret(result);
      } catch (cause) {
        throw unavailable(text.keychainRefused, text.allowOrEnter, cause);
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

async function seal(safeStorage: Desktop['safeStorage'], secret: Secret): Promise<string> {
  try {
    const sealed = await safeStorage.encryptStringAsync(reveal(secret));
    return sealed.toString('base64');
  } catch (cause) {
    throw unavailable(text.sealRefused, text.allowOrMove, cause);
  }
}

async function readVault(path: string): Promise<VaultFile> {
  let written: string;
  try {
    written = await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return { version: 2, sealedBy: {} };
    throw unavailable(text.keychainFileDamaged, text.checkFolder, cause);
  }
  try {
    const read = z.union([vaultFile, firstFile]).parse(JSON.parse(written));
    if (read.version === 2) return read;
    return { version: 2, sealedBy: { [read.backend]: read.entries } };
  } catch (cause) {
    throw new DamagedFile(cause);
  }
}

/** What cannot be read must not keep anybody from entering a password anew; it is kept under another name. */
async function readOrSetAside(path: string): Promise<VaultFile> {
  try {
    return await readVault(path);
  } catch (cause) {
    if (!(cause instanceof DamagedFile)) throw cause;
    await rename(path, firstFree(path));
    return { version: 2, sealedBy: {} };
  }
}

async function writeVault(path: string, file: VaultFile): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.new`, JSON.stringify(file), { mode: 0o600, flush: true });
    await rename(`${path}.new`, path);
  } catch (cause) {
    throw unavailable(text.fileUnwritable, text.checkFolder, cause);
  }
}

class DamagedFile extends AppError {
  constructor(cause: unknown) {
    super('VAULT_UNAVAILABLE', {
      message: text.keychainFileDamaged,
      nextStep: text.enterAgain,
      cause,
    });
  }
}

function unavailable(message: string, nextStep: string, cause?: unknown): AppError {
  return new AppError('VAULT_UNAVAILABLE', { message, nextStep, cause });
}
