import type { CoreContext } from '../context.ts';
import type { Clients } from '../outbox/clients.ts';
import type { HubClient } from './client.ts';
import { createHubClient } from './client.ts';
import type { HubAnswer } from './hub-get.ts';
import type { Pace } from './pace.ts';
import { createPace } from './pace.ts';
import { getProfile, hubVaultName } from './profile-table.ts';
import type { PublicRecord } from './registry.ts';
import { readPublicRecord } from './registry.ts';

/** The clients of all hubs; a hub counts addresses, so that all work for one hub shares its pace. */
export interface HubClients {
  /** `onRequest` is told of each request that leaves. */
  of(profileId: string, onRequest?: () => void): HubClient;
  paceOf(profileId: string): Pace;
  /** A page of the hub for people, without the token; only on the hub's own site. */
  page(profileId: string, address: string, signal?: AbortSignal): Promise<HubAnswer<string>>;
  publicRecord(profileId: string, doi: string, signal?: AbortSignal): Promise<PublicRecord>;
}

export function createHubClients(
  context: CoreContext,
  clients: Pick<Clients, 'budgetOf'>,
): HubClients {
  const { clock, network, vault } = context.ports;
  const paces = new Map<string, Pace>();
  const paceOf = (profileId: string): Pace => {
    const { endpoint } = getProfile(context.ledger, profileId);
    const pace = paces.get(endpoint) ?? createPace(clock, () => ownQuota(context));
    paces.set(endpoint, pace);
    return pace;
  };
  return {
    paceOf,
    of(profileId, onRequest) {
      const hub = getProfile(context.ledger, profileId);
      return createHubClient({
        ...{ hub, network, clock, pace: paceOf(profileId) },
        token: () => vault.get(hubVaultName(profileId)),
        ...(onRequest === undefined ? {} : { onRequest }),
      });
    },
    async page(profileId, address, signal) {
      const hub = getProfile(context.ledger, profileId);
      const { origin, pathname } = new URL(address);
      if (origin !== new URL(hub.web).origin) return { kind: 'absent' };
      const parts = { network, clock, pace: paceOf(profileId), token: () => Promise.resolve(null) };
      return createHubClient({ ...parts, hub: { ...hub, endpoint: origin } }).page(
        pathname,
        signal,
      );
    },
    publicRecord(profileId, doi, signal) {
      const hub = getProfile(context.ledger, profileId);
      const environment = hub.kind === 'practice' ? 'practice' : 'production';
      const budget = clients.budgetOf(new URL(hub.registry).origin, environment, 'anonymous');
      return readPublicRecord({ hub, network, budget }, doi, signal);
    },
  };
}

/** Requests in 5 minutes that the institution set for hubs (setting `hub.quota`); null: what the hub permits. */
function ownQuota({ ledger }: Pick<CoreContext, 'ledger'>): number | null {
  const value = ledger.db.get<{ value: string | null }>(
    "select value from setting where key = 'hub.quota'",
  )?.value;
  return value != null && /^\d{1,6}$/.test(value) && Number(value) > 0 ? Number(value) : null;
}
