import { hash } from 'node:crypto';

import { pageWords } from '#shared/hub/page-words.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import type { HubClients } from './hub-clients.ts';
import type { HubProfile } from './profile-table.ts';

export interface HubTerms {
  readonly id: number;
  readonly address: string;
  readonly text: string;
  readonly read_at: string;
}

/** Where the hub's software shows its terms. */
export function termsAddress({ web }: Pick<HubProfile, 'web'>): string {
  return `${web}/terms-of-service`;
}

/** Keeps the terms word for word as they are shown today (D9). A page that cannot be read is told, never waited for. */
export async function readTerms(
  context: CoreContext,
  hubs: HubClients,
  profile: HubProfile,
  signal?: AbortSignal,
): Promise<void> {
  const address = termsAddress(profile);
  try {
    const answer = await hubs.page(profile.id, address, signal);
    const words = answer.kind === 'found' ? pageWords(answer.value) : '';
    if (words === '') return;
    context.ledger.db.run(
      `insert into hub_terms (profile_id, address, text, text_hash, read_at) values (?, ?, ?, ?, ?)
       on conflict (profile_id, text_hash) do update set read_at = excluded.read_at`,
      profile.id,
      address,
      words,
      hash('sha256', words, 'hex'),
      context.timestamp(),
    );
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    context.ports.log({
      level: 'warn',
      message: 'The terms of the hub could not be read',
      detail: { address, error: cause.message },
    });
  }
}

/** The wording that was read last; null: none was read yet. */
export function newestTerms(
  { ledger }: Pick<CoreContext, 'ledger'>,
  profileId: string,
): HubTerms | null {
  return (
    ledger.db.get<HubTerms>(
      'select id, address, text, read_at from hub_terms where profile_id = ? order by read_at desc, id desc limit 1',
      profileId,
    ) ?? null
  );
}
