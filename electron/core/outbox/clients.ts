import { join } from 'node:path';

import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import { budgetName, limitFor, readShare, unlimited } from '../datacite/budget.ts';
import type { Budget, BudgetLimit, CallerClass } from '../datacite/budget.ts';
import { createClient } from '../datacite/client.ts';
import type { DataciteClient } from '../datacite/client.ts';
import { createSharedBudgets } from '../datacite/shared-budget.ts';

/** The clients of all accounts. Budgets belong to origins: the service counts addresses, not accounts. */
export interface Clients {
  /** The client of a repository as the ledger names it now. Throws `NOT_FOUND`. */
  of(repositoryId: string): AccountClient;
  /** What requests to a service are counted against, for reads that sign with no account. */
  budgetOf(origin: string, environment: AccountClient['environment'], caller: CallerClass): Budget;
  close(): void;
}

export interface AccountClient {
  readonly client: DataciteClient;
  readonly budget: Budget;
  /** Scheme, host and port: what a gate and a budget belong to. */
  readonly origin: string;
  readonly environment: 'practice' | 'test' | 'production' | 'custom';
}

interface Row {
  readonly id: string;
  readonly endpoint: string;
  readonly client_id: string;
  readonly environment: AccountClient['environment'];
  readonly access: 'write' | 'observe';
  readonly credential: 'password' | 'api-key';
}

export interface ClientsOptions {
  /** Own limits instead of a share of what DataCite permits; `practice` has none unless it is named. */
  readonly limits?: Partial<Readonly<Record<AccountClient['environment'], BudgetLimit>>>;
}

/** Name of the file with the requests of all processes; it lies in the machine's folder, not the ledger's. */
const budgetFile = 'request-budget.sqlite';

export function createClients(
  context: Pick<CoreContext, 'config' | 'ledger' | 'ports'>,
  options: ClientsOptions = {},
): Clients {
  const { clock, log, network, vault } = context.ports;
  const { dataFolder, machineFolder = dataFolder } = context.config;
  const shared = createSharedBudgets({ file: join(machineFolder, budgetFile), clock, log });
  const known = new Map<string, AccountClient & { readonly key: string }>();

  const budgetOf: Clients['budgetOf'] = (origin, environment, caller) => {
    const own = options.limits?.[environment];
    const most = own ?? limitFor(environment, caller);
    if (most === null) return unlimited;
    const limit = (): BudgetLimit => own ?? limitFor(environment, caller, shareOf(context)) ?? most;
    return shared.of(budgetName(origin, environment, caller), limit);
  };
  return {
    of(repositoryId) {
      const row = context.ledger.db.get<Row>(
        'select id, endpoint, client_id, environment, access, credential from repository where id = ?',
        repositoryId,
      );
      if (row === undefined) {
        throw new AppError('NOT_FOUND', { message: `There is no repository ${repositoryId}.` });
      }
      if (!URL.canParse(row.endpoint)) {
        throw new AppError('OFFLINE', { message: `The repository ${row.id} has no address yet.` });
      }
      // The practice repository may have another port after each start.
      const key = [row.endpoint, row.client_id, row.access, row.credential].join(' ');
      const before = known.get(repositoryId);
      if (before?.key === key) return before;
      const { origin } = new URL(row.endpoint);
      const budget = budgetOf(origin, row.environment, 'credentials');
      const repository = {
        id: row.id,
        clientId: row.client_id,
        endpoint: row.endpoint,
        isObserved: row.access === 'observe',
        credential: row.credential,
      };
      const client = createClient({ repository, network, vault, budget, clock });
      const account = { client, budget, origin, environment: row.environment, key };
      known.set(repositoryId, account);
      return account;
    },
    budgetOf,
    close: () => shared.close(),
  };
}

/** The setting `network.requestShare`; read for each request, so that a change takes effect at once. */
function shareOf({ ledger }: Pick<CoreContext, 'ledger'>): number {
  const row = ledger.db.get<{ value: string | null }>(
    `select value from setting where key = 'network.requestShare'`,
  );
  return readShare(row?.value ?? null);
}
