import type { RandomBytes } from '#shared/support/random.ts';
import type { Secret } from '#shared/support/secret.ts';
import type { FreeGraph, FreePlaces } from '#shared/versions/free-graph.ts';
import type { StartAhead } from './ahead/ahead.ts';
import type { RunFileWork } from './ledger/file-work.ts';
import type { Network } from './network/network.ts';
import type { PageReader } from './network/page-reader.ts';
import type { StartCheckpoints } from './sqlite/start-checkpoints.ts';

/**
 * What the core takes from outside. Nothing in the core reads the wall clock, the environment or
 * the network on its own; tests pass a fake clock, a seeded random source and a network with faults.
 */
export interface Ports {
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly vault: Vault;
  /** What a person can do with the vault as a whole; absent: it cannot be locked or changed. */
  readonly keeper?: VaultKeeper;
  readonly network: Network;
  /** Reads anybody's public pages; absent: landing pages cannot be looked at. */
  readonly pages?: PageReader;
  readonly log: Log;
  /** True where a folder is known to stand on a network share; absent: nobody knows, none is refused. */
  readonly isNetworkPath?: (path: string) => boolean;
  /** Reads whole ledger files beside the core's own work; absent: in the core's own thread. */
  readonly fileWork?: RunFileWork;
  /** Lays out a graph that is neither a chain nor a tree, beside the core's work; absent: none is. */
  readonly layOut?: (graph: FreeGraph, signal: AbortSignal) => Promise<FreePlaces>;
  /** Works on many records beside the core's work; absent: the core does it all. */
  readonly workAhead?: StartAhead;
  /** Brings the ledger's log into its file beside the core's work; absent: its commits do. */
  readonly checkpoints?: StartCheckpoints;
  /** Hears that opening the ledger takes minutes, because this program has to update it; absent: nobody does. */
  readonly onLongUpdate?: () => void;
  /** Named points where a test may end the process or raise a fault; does nothing in production. */
  readonly crashPoint: (name: string) => void;
}

export interface Clock {
  /** Milliseconds since 1970, UTC. For timestamps, never for waiting times. */
  now(): number;
  /**
   * Milliseconds from an arbitrary start that no clock change moves, the same start for all processes of
   * this machine until its next boot. For waiting and rates.
   */
  monotonic(): number;
  /** Resolves after `milliseconds`, or rejects with the signal's reason when it is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** How well a secret is kept. `session`: in memory until the program ends. */
export type VaultStrength = 'os-keychain' | 'passphrase' | 'session';

/**
 * Where member credentials are kept. The core asks for a secret right before it signs a request and
 * keeps none. Rejects with `VAULT_UNAVAILABLE` when it is locked or its back end is gone.
 */
export interface Vault {
  readonly strength: VaultStrength;
  put(name: string, secret: Secret): Promise<void>;
  get(name: string): Promise<Secret | null>;
  remove(name: string): Promise<void>;
}

export interface VaultStatus {
  readonly strength: VaultStrength;
  readonly isLocked: boolean;
  /** True when unlocking takes a passphrase; else whoever sits here may unlock it. */
  readonly asksPassphrase: boolean;
  /** The kinds that work on this computer. */
  readonly available: readonly VaultStrength[];
  /** What a person must hear, e.g. that the keychain of last time is gone. */
  readonly trouble: string | null;
}

/** The vault as a whole. While it is locked, `get` and `put` reject with `VAULT_UNAVAILABLE`. */
export interface VaultKeeper {
  status(): Promise<VaultStatus>;
  lock(): Promise<void>;
  /** Rejects with `VAULT_UNAVAILABLE` when the passphrase is not the right one. */
  unlock(passphrase: Secret | null): Promise<void>;
  /**
   * Moves all secrets to another kind; a crash leaves them in the old or the new one. Answers the names of
   * those that could not be read any more. Rejects with `VALIDATION` when the kind does not work here.
   */
  change(to: VaultStrength, passphrase: Secret | null): Promise<readonly string[]>;
  /**
   * Goes on without the passphrase: its file stays beside the ledger under another name, and the store is empty. Answers
   * the names of what was in it. Rejects with `VALIDATION` unless it is locked behind a passphrase.
   */
  startAnew(): Promise<readonly string[]>;
}

export interface LogEntry {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** The local log. Callers pass no secrets; the writer redacts all the same. */
export type Log = (entry: LogEntry) => void;

/** Fixed choices of one run of the core. */
export interface CoreConfig {
  /** Folder of the ledger, the practice repository, backups and results. */
  readonly dataFolder: string;
  /** Folder of what all ledgers of this person on this machine share: the request budget. The data folder unless told. */
  readonly machineFolder?: string;
  readonly host: 'desktop' | 'browser' | 'command-line' | 'test';
  readonly version: string;
  /** Practice repository: `embedded` starts it in this process; an address uses one that runs apart. */
  readonly practice:
    | { readonly kind: 'embedded'; readonly port?: number; readonly latencyMs?: number }
    | {
        readonly kind: 'external';
        readonly url: string;
        readonly username: string;
        readonly password: Secret;
        readonly prefix: string;
      };
  /**
   * Opens the ledger beside another process that holds it: calls that only read work, commands are
   * refused with `LEDGER_BUSY`. False unless told.
   */
  readonly readonly?: boolean;
  /** False: nothing is sent until somebody resumes or registers (a verb that only imports). True unless told. */
  readonly sends?: boolean;
  /**
   * Where is looked for newer versions of the program, and the file there; whoever packs the app decides. Absent or
   * null: nowhere.
   */
  readonly updateFeed?: { readonly url: string; readonly file: string } | null;
  /** E-mail address for the User-Agent that the service asks callers to give; null sends none. */
  readonly contactEmail: string | null;
}
