import type { Keychain } from '#core/vault/keeper.ts';
import { AppError } from '#shared/support/app-error.ts';
import { reveal, Secret } from '#shared/support/secret.ts';

/** Entries of this program in the system's keyring; the person sees this name in its manager. */
const service = 'doi-steward';

/** What is used of `@napi-rs/keyring`; a test passes its own. */
export interface KeyringModule {
  readonly AsyncEntry: new (
    service: string,
    name: string,
    options: { linux: { store: 'secret-service' } },
  ) => KeyringEntry;
}

interface KeyringEntry {
  setPassword(password: string): Promise<void>;
  getPassword(): Promise<string | null>;
  deleteCredential(): Promise<boolean>;
}

const loadKeyring = async (): Promise<KeyringModule> => await import('@napi-rs/keyring');

/**
 * The system's keyring for hosts without Electron: Keychain, Credential Manager, Secret Service. Null where
 * none runs. On Linux the library would fall back to the kernel's memory, which forgets at the next boot
 * and so counts as none: the Secret Service is asked for by name.
 */
export async function openKeyring(
  platform: NodeJS.Platform,
  load: () => Promise<KeyringModule> = loadKeyring,
): Promise<Keychain | null> {
  let entryOf: (name: string) => KeyringEntry;
  try {
    const { AsyncEntry } = await load();
    entryOf = (name) => new AsyncEntry(service, name, { linux: { store: 'secret-service' } });
    // Asking for what is not there opens the store, and fails where none runs.
    await entryOf('probe').getPassword();
  } catch {
    return null; // no binary for this platform, no keyring, or nobody may ask it
  }
  return {
    family: 'keyring',
    backend: platform === 'linux' ? 'secret-service' : platform,
    vault: {
      strength: 'os-keychain',
      get: (name) =>
        asked(async () => {
          const found = await entryOf(name).getPassword();
          return found === null ? null : new Secret(found);
        }),
      put: (name, secret) => asked(() => entryOf(name).setPassword(reveal(secret))),
      remove: (name) =>
        asked(async () => {
          await entryOf(name).deleteCredential();
        }),
    },
  };
}

/** The system's own words may name more than a log should keep; they stay in `cause`. */
async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new AppError('VAULT_UNAVAILABLE', {
      message: 'The keyring of this computer did not answer: it is locked, or access was denied.',
      nextStep: 'Unlock it in the system and try again. The records are not affected.',
      cause,
    });
  }
}
