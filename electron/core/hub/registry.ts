import type { Hub } from '#shared/hub/hub.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { parseBody } from '#shared/outbox/classify-response.ts';
import { parseRemoteRecord } from '#shared/outbox/remote-record.ts';
import { isJsonObject } from '#shared/support/json.ts';
import type { Budget } from '../datacite/budget.ts';
import type { Network } from '../network/network.ts';
import { NetworkFailure } from '../network/network.ts';

/**
 * What the public sees of a DOI that a hub generated. `not-public`: the API does not show it, which a registered DOI
 * does not either, so that it says nothing about its existence (requirement 4.4).
 */
export type PublicRecord =
  | { readonly outcome: 'found'; readonly attributes: Attributes }
  | { readonly outcome: 'not-public' }
  | { readonly outcome: 'failed'; readonly message: string };

/** Reads the public record of a DOI, without credentials. Never throws but for cancelling. */
export async function readPublicRecord(
  parts: { readonly hub: Hub; readonly network: Network; readonly budget: Budget },
  doi: string,
  signal?: AbortSignal,
): Promise<PublicRecord> {
  const base = new URL(parts.hub.registry);
  const path = `${base.pathname.replace(/\/+$/, '')}/dois/${doi.split('/').map(encodeURIComponent).join('/')}?affiliation=true&publisher=true`;
  const taken = await parts.budget.take(signal);
  try {
    const answer = await parts.network.send({
      method: 'GET',
      origin: base.origin,
      path,
      headers: { Accept: 'application/vnd.api+json' },
      ...(signal === undefined ? {} : { signal }),
    });
    if (answer.status === 404) return { outcome: 'not-public' };
    const body = answer.status === 200 ? parseBody(answer.body) : null;
    const record = isJsonObject(body) ? parseRemoteRecord(body['data']) : null;
    if (record !== null) return { outcome: 'found', attributes: record.attributes };
    return { outcome: 'failed', message: `${base.host}: ${answer.status}` };
  } catch (cause) {
    if (cause instanceof NetworkFailure && cause.kind !== 'cancelled')
      return { outcome: 'failed', message: cause.message };
    throw cause;
  } finally {
    taken();
  }
}
