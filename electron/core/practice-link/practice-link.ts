import { join } from 'node:path';

import { AppError } from '#shared/support/app-error.ts';
import { Secret } from '#shared/support/secret.ts';
import type { CoreContext } from '../context.ts';
import { vaultName } from '../datacite/vault-name.ts';
import { appendEvent } from '../history/append-event.ts';
import type { CoreConfig, Ports, Vault } from '../ports.ts';
import type { HoldingPage } from '../practice/index.ts';
import {
  findRepository,
  insertRepository,
  setRepositoryDefaults,
} from '../repositories/repository-table.ts';
import { practicePages } from './practice-pages.ts';

/** The id of the practice repository in every ledger. */
export const practiceId = 'practice';

/** What the link needs of the practice server (`core/practice`); an external one is only an address. */
export interface PracticeServer {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly prefix: string;
  reset(): void | Promise<void>;
  holdingPage(offset: number, limit: number): HoldingPage;
  close(): Promise<void>;
}

export type StartPractice = (options: {
  readonly file: string;
  readonly port?: number;
  readonly latencyMs?: number;
  readonly pagesFolder?: string;
  readonly clock: Ports['clock'];
  readonly randomBytes: Ports['randomBytes'];
}) => Promise<PracticeServer>;

export interface PracticeLink {
  readonly isRunning: boolean;
  readonly url: string | null;
  readonly prefix: string;
  /** Starts the server where it is ours, and points the repository `practice` at it. */
  start(context: CoreContext): Promise<void>;
  /** What it holds; nothing while it does not run, refused for one that runs apart. */
  holdingPage(offset: number, limit: number): HoldingPage;
  /** Empties the server; refused for one that runs apart. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** The practice repository's password is no secret of a person: it lives with its store, not in the vault. */
export interface PracticeVault extends Vault {
  setPracticePassword(password: Secret | null): void;
}

/** Answers for the practice repository itself and hands all else to the vault of the host. */
export function withPracticePassword(vault: Vault): PracticeVault {
  let practice: Secret | null = null;
  const own = vaultName(practiceId);
  return {
    get strength() {
      return vault.strength;
    },
    get: (name) => (name === own ? Promise.resolve(practice) : vault.get(name)),
    put: (name, secret) => vault.put(name, secret),
    remove: (name) => vault.remove(name),
    setPracticePassword(password) {
      practice = password;
    },
  };
}

/** Prefix of practice: reserved for tests, never resolves (datacite.md 1.1). */
const defaultPrefix = '10.5072';
/**
 * A repository's account names its publisher, as a steward sets it up once for her institution; with it an
 * ordinary sheet is complete. It is plainly a practice name, and can be changed like any other.
 */
const practiceDefaults = { publisher: { name: 'Practice Institute' } };
/** The account that a fresh practice store has (core/practice/account.ts). */
const defaultAccount = 'practice.steward';
/** Until the server has run: an address that answers nobody. */
const nowhere = 'http://127.0.0.1:0';

export function createPracticeLink(
  config: CoreConfig,
  vault: PracticeVault,
  startPractice: StartPractice,
): PracticeLink {
  const { practice } = config;
  let server: PracticeServer | null = null;
  let address: { readonly url: string; readonly prefix: string } | null = null;

  return {
    get isRunning() {
      return address !== null;
    },
    get url() {
      return address?.url ?? null;
    },
    get prefix() {
      return address?.prefix ?? defaultPrefix;
    },
    async start(context) {
      const { clock, randomBytes } = context.ports;
      if (practice.kind === 'external') {
        vault.setPracticePassword(practice.password);
        address = practice;
        registerPractice(context, practice);
        return;
      }
      server = await startPractice({
        file: join(config.dataFolder, 'practice.sqlite'),
        pagesFolder: practicePages(config),
        clock,
        randomBytes,
        ...(practice.port === undefined ? {} : { port: practice.port }),
        ...(practice.latencyMs === undefined ? {} : { latencyMs: practice.latencyMs }),
      });
      vault.setPracticePassword(new Secret(server.password));
      address = server;
      registerPractice(context, server);
    },
    holdingPage(offset, limit) {
      if (practice.kind === 'external') {
        throw new AppError('FORBIDDEN', {
          message:
            'This practice repository runs in a program of its own, so it is not looked into from here.',
          nextStep: 'Ask it for its list: GET /dois with its own user name.',
        });
      }
      return server?.holdingPage(offset, limit) ?? { lines: [], total: 0 };
    },
    async reset() {
      if (server === null) {
        throw new AppError('FORBIDDEN', {
          message:
            'This practice repository runs in a program of its own, so it is not emptied from here.',
          nextStep: 'Stop that program, delete its store and start it again.',
        });
      }
      await server.reset();
    },
    async stop() {
      address = null;
      await server?.close();
      server = null;
    },
  };
}

/** Makes the repository before its server ran for the first time; its address follows at the start. */
export function ensurePractice(context: CoreContext): void {
  if (findRepository(context.ledger, practiceId) !== null) return;
  registerPractice(context, { url: nowhere, username: defaultAccount, prefix: defaultPrefix });
}

/** Makes the repository at the first start; later its address follows the server's port. */
function registerPractice(
  context: CoreContext,
  address: { readonly url: string; readonly username: string; readonly prefix: string },
): void {
  const { ledger } = context;
  const endpoint = address.url.replace(/\/+$/, '');
  ledger.transaction(() => {
    if (findRepository(ledger, practiceId) !== null) {
      ledger.db.run(
        'update repository set endpoint = ?, client_id = ?, prefixes = ?, held_reason = null where id = ?',
        endpoint,
        address.username,
        JSON.stringify([address.prefix]),
        practiceId,
      );
      return;
    }
    insertRepository(ledger, {
      id: practiceId,
      name: 'Practice repository',
      environment: 'practice',
      endpoint,
      clientId: address.username,
      prefixes: [address.prefix],
      domains: null,
      createdAt: context.timestamp(),
    });
    setRepositoryDefaults(ledger, practiceId, practiceDefaults);
    appendEvent(context, {
      kind: 'repository.added',
      summary: 'Added the practice repository.',
      detail: { repository: practiceId },
    });
  });
}
