import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError } from '#shared/support/app-error.ts';
import type { RandomBytes } from '#shared/support/random.ts';
import type { Secret } from '#shared/support/secret.ts';
import { reveal } from '#shared/support/secret.ts';
import { vaultText as text } from '#shared/text/vault.en.ts';
import type { Vault, VaultKeeper, VaultStatus, VaultStrength } from '../ports.ts';
import type { VaultChoice } from './choice.ts';
import { readChoice, writeChoice } from './choice.ts';
import { openPassphraseVault } from './passphrase-vault.ts';
import { createSessionVault } from './session-vault.ts';

/** A keychain of the operating system, as a host can reach it. */
export interface Keychain {
  /** Who reaches it; another program's keychain is another place. */
  readonly family: 'safe-storage' | 'keyring';
  /** The system's back end: `gnome_libsecret`, `darwin`. */
  readonly backend: string;
  readonly vault: Vault;
}

export type KeptVault = Vault & VaultKeeper;

interface KeeperOptions {
  readonly dataFolder: string;
  readonly randomBytes: RandomBytes;
  /** Null: this computer has none that protects. */
  readonly keychain: Keychain | null;
  /** scrypt's N for a new file; tests take less. */
  readonly N?: number;
}

/** Long enough that guessing at 128 MiB a guess is hopeless for what a person chooses (NIST SP 800-63B: 8 at least). */
const leastPassphrase = 10;

/**
 * One vault over whichever back end was chosen: the keychain where there is one, else memory, or a file
 * under a passphrase for those who ask for it. It remembers which, so that a back end that is gone is
 * named instead of looking like an empty one.
 */
export async function openKeeper(options: KeeperOptions): Promise<KeptVault> {
  await mkdir(options.dataFolder, { recursive: true, mode: 0o700 });
  return new Keeper(options, await readChoice(join(options.dataFolder, choiceFile)));
}

const choiceFile = 'vault-choice.json';
const passphraseFile = 'vault.passphrase.json';

class Keeper implements KeptVault {
  readonly #options: KeeperOptions;
  readonly #choicePath: string;
  readonly #passphrasePath: string;
  readonly #names: Set<string>;
  #choice: VaultChoice;
  #trouble: string | null;
  #isLocked = false;
  /** Null: behind a passphrase that nobody gave yet. */
  #current: Vault | null = null;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: KeeperOptions, choice: VaultChoice) {
    const { dataFolder, keychain } = options;
    this.#options = options;
    this.#choice = choice;
    this.#names = new Set(choice.names);
    this.#choicePath = join(dataFolder, choiceFile);
    this.#passphrasePath = join(dataFolder, passphraseFile);
    const hasFile = existsSync(this.#passphrasePath);
    this.#trouble = troubleOf(choice, keychain, hasFile);
    if (choice.kind === 'passphrase' && hasFile) this.#isLocked = true;
    else if (keychain !== null && choice.kind !== 'session') this.#current = keychain.vault;
    else this.#current = createSessionVault();
  }

  get strength(): VaultStrength {
    return this.#current?.strength ?? 'passphrase';
  }

  async get(name: string): Promise<Secret | null> {
    return await this.#opened().get(name);
  }

  put(name: string, secret: Secret): Promise<void> {
    return this.#inTurn(async () => {
      await this.#opened().put(name, secret);
      this.#names.add(name);
      this.#trouble = null;
      await this.#noteNames();
    });
  }

  remove(name: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#opened().remove(name);
      this.#names.delete(name);
      await this.#noteNames();
    });
  }

  status(): Promise<VaultStatus> {
    const hasKeychain = this.#options.keychain !== null;
    return Promise.resolve({
      strength: this.strength,
      isLocked: this.#isLocked,
      asksPassphrase: this.strength === 'passphrase',
      available: [...(hasKeychain ? (['os-keychain'] as const) : []), 'passphrase', 'session'],
      trouble: this.#trouble,
    });
  }

  lock(): Promise<void> {
    return this.#inTurn(() => {
      this.#isLocked = true;
      // The key leaves memory; the other kinds have nothing to ask a person for.
      if (this.#current?.strength === 'passphrase') this.#current = null;
      return Promise.resolve();
    });
  }

  unlock(passphrase: Secret | null): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.#isLocked) return;
      this.#current ??= await this.#openFile(this.#passphrasePath, passphrase);
      this.#isLocked = false;
    });
  }

  change(to: VaultStrength, passphrase: Secret | null): Promise<readonly string[]> {
    return this.#inTurn(() => this.#moveTo(to, passphrase));
  }

  startAnew(): Promise<readonly string[]> {
    return this.#inTurn(async () => {
      if (!this.#isLocked || this.#current !== null) throw impossible(text.notBehindPassphrase);
      const lost = [...this.#names];
      await rename(this.#passphrasePath, firstFree(this.#passphrasePath));
      this.#names.clear();
      this.#choice = { ...this.#choice, kind: null, names: [] };
      await writeChoice(this.#choicePath, this.#choice);
      this.#current = this.#options.keychain?.vault ?? createSessionVault();
      this.#isLocked = false;
      return lost;
    });
  }

  /** One after the other: a change must not meet a `put` on its way. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#queue.then(work);
    this.#queue = next.catch(() => undefined);
    return next;
  }

  #opened(): Vault {
    if (this.#isLocked || this.#current === null) throw unavailable(text.isLocked);
    return this.#current;
  }

  #openFile(path: string, passphrase: Secret | null): Promise<Vault> {
    if (passphrase === null) throw unavailable(text.needsPassphrase);
    const { randomBytes, N } = this.#options;
    return openPassphraseVault({
      path,
      passphrase,
      randomBytes,
      ...(N === undefined ? {} : { N }),
    });
  }

  async #moveTo(to: VaultStrength, passphrase: Secret | null): Promise<string[]> {
    const from = this.#opened();
    if (to === 'os-keychain' && this.#options.keychain === null) throw impossible(text.noKeychain);
    if (to === 'passphrase') assertLongEnough(passphrase);
    else if (to === from.strength) return [];
    const { found, lost } = await readAll(from, this.#names);
    // A new passphrase beside the old file, which is replaced when all is in the new one.
    const draft = `${this.#passphrasePath}.next`;
    await rm(draft, { force: true });
    let next = await this.#openKind(to, draft, passphrase);
    for (const [name, secret] of found) await next.put(name, secret);
    if (to === 'passphrase') {
      await rename(draft, this.#passphrasePath);
      next = await this.#openFile(this.#passphrasePath, passphrase);
    }
    for (const name of lost) this.#names.delete(name);
    await this.#keep(to);
    this.#current = next;
    this.#trouble = null;
    if (from.strength !== to) await forget(from, [...found.keys()], this.#passphrasePath);
    return lost;
  }

  async #openKind(kind: VaultStrength, path: string, passphrase: Secret | null): Promise<Vault> {
    if (kind === 'passphrase') return await this.#openFile(path, passphrase);
    const { keychain } = this.#options;
    return kind === 'os-keychain' && keychain !== null ? keychain.vault : createSessionVault();
  }

  async #noteNames(): Promise<void> {
    // Memory that stands in for a keychain, or that nobody chose, is no choice to come back to.
    if (this.strength !== 'session') await this.#keep(this.strength);
  }

  async #keep(kind: VaultStrength): Promise<void> {
    const { keychain } = this.#options;
    const isThere = kind === 'os-keychain' && keychain !== null;
    const own = isThere ? { [keychain.family]: keychain.backend } : {};
    const next: VaultChoice = {
      version: 1,
      kind,
      names: [...this.#names],
      backends: { ...this.#choice.backends, ...own },
    };
    await writeChoice(this.#choicePath, next);
    this.#choice = next;
  }
}

/** What changed about the keychain since the last time; nothing is deleted because of it. */
function troubleOf(
  choice: VaultChoice,
  keychain: Keychain | null,
  hasFile: boolean,
): string | null {
  if (choice.names.length === 0) return null;
  if (choice.kind === 'passphrase') return hasFile ? null : text.fileGone(passphraseFile);
  if (choice.kind !== 'os-keychain') return null;
  if (keychain === null) return text.keychainGone;
  const before = choice.backends[keychain.family];
  if (before === undefined) return text.keptByAnother;
  return before === keychain.backend ? null : text.keychainChanged(before, keychain.backend);
}

/** `vault.passphrase-1.json`: what is set aside never takes the place of what was set aside before. */
export function firstFree(path: string): string {
  for (let number = 1; ; number += 1) {
    const free = path.replace(/\.json$/, `-${String(number)}.json`);
    if (!existsSync(free)) return free;
  }
}

async function readAll(
  vault: Vault,
  names: Iterable<string>,
): Promise<{ found: Map<string, Secret>; lost: string[] }> {
  const found = new Map<string, Secret>();
  const lost: string[] = [];
  for (const name of names) {
    const secret = await vault.get(name).catch(() => null);
    if (secret === null) lost.push(name);
    else found.set(name, secret);
  }
  return { found, lost };
}

/** The old copies go last; one that cannot be removed stays sealed as it was. */
async function forget(vault: Vault, names: readonly string[], file: string): Promise<void> {
  if (vault.strength === 'passphrase') await rm(file, { force: true });
  else for (const name of names) await vault.remove(name).catch(() => undefined);
}

function assertLongEnough(passphrase: Secret | null): void {
  if (passphrase !== null && reveal(passphrase).length >= leastPassphrase) return;
  throw impossible(text.passphraseTooShort(leastPassphrase));
}

function impossible(message: string): AppError {
  return new AppError('VALIDATION', { message, nextStep: text.nothingMoved, path: 'passphrase' });
}

function unavailable(message: string): AppError {
  return new AppError('VAULT_UNAVAILABLE', { message, nextStep: text.unlockFirst });
}
