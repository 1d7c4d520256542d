import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import { createBudget, defaultLimits, unlimited } from '../datacite/budget.ts';
import type { Budget, BudgetLimit } from '../datacite/budget.ts';
import { createClient } from '../datacite/client.ts';
import type { DataciteClient } from '../datacite/client.ts';

/** The clients of all accounts. Budgets belong to origins: the service counts addresses, not accounts. */
export interface Clients {
  /** The client of a repository as the ledger names it now. Throws `NOT_FOUND`. */
  of(repositoryId: string): AccountClient;
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
}

export interface ClientsOptions {
  /** Own limits instead of half of what DataCite permits; `practice` has none unless it is named. */
  readonly limits?: Partial<Readonly<Record<AccountClient['environment'], BudgetLimit>>>;
}

export function createClients(
  context: Pick<CoreContext, 'ledger' | 'ports'>,
  options: ClientsOptions = {},
): Clients {
  const { clock, network, vault } = context.ports;
  const budgets = new Map<string, Budget>();
  const known = new Map<string, AccountClient & { readonly key: string }>();

  const budgetOf = (origin: string, environment: AccountClient['environment']): Budget => {
    const limit =
      options.limits?.[environment] ??
      (environment === 'practice' ? null : defaultLimits[environment]);
    if (limit === null) return unlimited;
    const budget = budgets.get(origin) ?? createBudget(limit, clock);
    budgets.set(origin, budget);
    return budget;
  };
  return {
    of(repositoryId) {
      const row = context.ledger.db.get<Row>(
        'select id, endpoint, client_id, environment from repository where id = ?',
        repositoryId,
      );
      if (row === undefined) {
        throw new AppError('NOT_FOUND', { message: `There is no repository ${repositoryId}.` });
      }
      if (!URL.canParse(row.endpoint)) {
        throw new AppError('OFFLINE', { message: `The repository ${row.id} has no address yet.` });
      }
      // The practice repository may have another port after each start.
      const key = `${row.endpoint} ${row.client_id}`;
      const before = known.get(repositoryId);
      if (before?.key === key) return before;
      const { origin } = new URL(row.endpoint);
      const budget = budgetOf(origin, row.environment);
      const repository = { id: row.id, clientId: row.client_id, endpoint: row.endpoint };
      const client = createClient({ repository, network, vault, budget, clock });
      const account = { client, budget, origin, environment: row.environment, key };
      known.set(repositoryId, account);
      return account;
    },
  };
}
