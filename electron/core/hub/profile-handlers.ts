import type { HubProfileView } from '#shared/contract/hub-shapes.ts';
import type { ParsedInput } from '#shared/contract/contract.ts';
import type { Hub } from '#shared/hub/hub.ts';
import { AppError } from '#shared/support/app-error.ts';
import { Secret } from '#shared/support/secret.ts';
import { hubText } from '#shared/text/hub.en.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { Handlers } from '../router.ts';
import type { HubClients } from './hub-clients.ts';
import type { HubProfile } from './profile-table.ts';
import {
  getProfile,
  hubVaultName,
  insertProfile,
  listProfiles,
  removeProfile,
  setAccount,
  updateProfile,
} from './profile-table.ts';

const text = hubText.profiles;

type ProfileHandlers = Pick<
  Handlers,
  'hub.profiles' | 'hub.addProfile' | 'hub.setProfile' | 'hub.removeProfile' | 'hub.setToken'
>;

export function createProfileHandlers(
  context: CoreContext,
  hubs: HubClients,
  changed: () => void,
): ProfileHandlers {
  const { ledger, ports } = context;
  return {
    'hub.profiles': async () => ({
      profiles: await Promise.all(listProfiles(ledger).map((profile) => view(context, profile))),
    }),
    'hub.addProfile': (given) => {
      const hub = hubOf(idFor(context, given.name), given);
      const isTaken = listProfiles(ledger).some(({ endpoint }) => endpoint === hub.endpoint);
      if (isTaken)
        throw new AppError('CONFLICT', { message: text.taken(hub.endpoint), path: 'endpoint' });
      insertProfile(context, { ...hub, kind: 'added' });
      changed();
      return { id: hub.id };
    },
    'hub.setProfile': ({ id, ...given }) => {
      const before = getProfile(ledger, id);
      // The practice hub's address follows its port.
      const hub =
        before.kind === 'practice'
          ? { ...before, name: given.name, supportAddress: given.supportAddress }
          : hubOf(id, given);
      updateProfile(context, hub);
      changed();
      return {};
    },
    'hub.removeProfile': async ({ id }) => {
      removeProfile(context, id);
      await ports.vault.remove(hubVaultName(id));
      changed();
      return {};
    },
    'hub.setToken': async ({ id, token }) => {
      const profile = getProfile(ledger, id);
      const answer =
        token === null
          ? await takeToken(context, profile)
          : await tryToken(context, hubs, profile, token);
      changed();
      return answer;
    },
  };
}

type TokenAnswer = Awaited<ReturnType<ProfileHandlers['hub.setToken']>>;

async function takeToken(context: CoreContext, profile: HubProfile): Promise<TokenAnswer> {
  await context.ports.vault.remove(hubVaultName(profile.id));
  setAccount(context.ledger, profile.id, null, null);
  appendEvent(context, {
    kind: 'hub.token-removed',
    summary: `Took the token of ${profile.name} out of the vault.`,
    detail: { hub: profile.id },
  });
  return { outcome: 'removed', message: text.tokenTaken };
}

/** Keeps a token that the hub accepts; one that it refuses is taken out again. */
async function tryToken(
  context: CoreContext,
  hubs: HubClients,
  profile: HubProfile,
  token: string,
): Promise<TokenAnswer> {
  const { ledger, ports } = context;
  await ports.vault.put(hubVaultName(profile.id), new Secret(token));
  const noted = (): void => {
    appendEvent(context, {
      kind: 'hub.token-kept',
      summary: `Put a token for ${profile.name} into the vault.`,
      detail: { hub: profile.id },
    });
  };
  try {
    const answer = await hubs.of(profile.id).account();
    if (answer.kind === 'found') {
      setAccount(ledger, profile.id, answer.value, context.timestamp());
      noted();
      return { outcome: 'works', message: text.worksAs(answer.value.user) };
    }
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    if (cause.code !== 'UNAUTHORIZED') {
      noted();
      return { outcome: 'offline', message: text.offlineToken };
    }
  }
  await ports.vault.remove(hubVaultName(profile.id));
  setAccount(ledger, profile.id, null, null);
  return { outcome: 'refused', message: text.refusedToken };
}

async function view({ ledger, ports }: CoreContext, profile: HubProfile): Promise<HubProfileView> {
  const count =
    ledger.db.get<{ count: number }>(
      'select count(*) as count from hub_item where profile_id = ?',
      profile.id,
    )?.count ?? 0;
  // A locked vault tells nothing; the hub is shown all the same.
  const token = await ports.vault.get(hubVaultName(profile.id)).catch(() => null);
  return {
    id: profile.id,
    name: profile.name,
    endpoint: profile.endpoint,
    web: profile.web,
    registry: profile.registry,
    doiPrefix: profile.doiPrefix,
    supportAddress: profile.supportAddress,
    kind: profile.kind,
    hasToken: token !== null,
    account:
      profile.account === null
        ? null
        : {
            ...profile.account,
            organisations: profile.account.organisations.map((each) => ({ ...each })),
          },
    accountCheckedAt: profile.accountCheckedAt,
    itemCount: count,
  };
}

function hubOf(id: string, given: ParsedInput<'hub.addProfile'>): Hub {
  const base = (address: string): string => address.replace(/\/+$/, '');
  for (const [path, address] of [
    ['endpoint', given.endpoint],
    ['web', given.web],
    ['registry', given.registry],
  ] as const) {
    const { protocol, hostname, username, search } = new URL(address);
    const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
    if (
      (protocol !== 'https:' && !(protocol === 'http:' && isLoopback)) ||
      username !== '' ||
      search !== ''
    ) {
      throw new AppError('VALIDATION', { message: text.insecure, path });
    }
  }
  return {
    id,
    name: given.name,
    endpoint: new URL(given.endpoint).origin,
    web: base(given.web),
    registry: base(given.registry),
    doiPrefix: given.doiPrefix,
    supportAddress: given.supportAddress,
  };
}

/** A readable id that no other hub has. */
function idFor({ ledger }: CoreContext, name: string): string {
  const bare =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50) || 'hub';
  const taken = new Set(listProfiles(ledger).map(({ id }) => id));
  for (let at = 1; ; at += 1) {
    const id = at === 1 ? bare : `${bare}-${at}`;
    if (!taken.has(id)) return id;
  }
}
