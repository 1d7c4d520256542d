import { createHash } from 'node:crypto';

import type { DoiEvent } from '#shared/outbox/coalesce.ts';
import { stepTo, stepToHidden } from '#shared/outbox/coalesce.ts';
import type { Attributes, RecordState, RemoteState } from '#shared/metadata/attributes.ts';
import { currentSchema } from '#shared/stored/predict-stored.ts';
import { canonicalJson } from '#shared/support/json.ts';
import type { Json } from '#shared/support/json.ts';
import {
  authoredKeys,
  authoredValue,
  awaitsUpgrade,
  changedKeys,
  pruned,
  wipe,
} from '#shared/sync/stored-value.ts';
import type { AuthoredKey } from '#shared/sync/stored-value.ts';
import { doiPath } from '../datacite/client.ts';

export interface PayloadInput {
  readonly doi: string;
  /** The account that it is sent by; named in every body, so that a wrong password is a 401 and not a 404. */
  readonly clientId: string;
  readonly attributes: Attributes;
  readonly state: RecordState;
  /** What DataCite holds, or will hold once earlier operations are done; null before the first. */
  readonly remote: Attributes | null;
  readonly target: RemoteState;
  /** Takes it out of the search; `target` is then of no account. */
  readonly isHiding?: boolean;
  /** Carries the address even where DataCite holds it: each save tells it to the handle server (datacite.md 1.6). */
  readonly isResend?: boolean;
}

/** The exact request that takes a record to DataCite. */
export interface Payload {
  readonly kind: 'create' | 'update';
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  /** Sent byte by byte, and kept: its hash is what a receipt proves. */
  readonly body: string;
  readonly sha256: string;
  /** The state that the DOI has afterwards. */
  readonly state: RemoteState;
  readonly event: DoiEvent;
  /** Attributes that it carries, each as a whole. */
  readonly sent: Attributes;
}

/**
 * The request for a record, or null when DataCite would hold nothing else afterwards. A create
 * carries everything, an update only what changed (each attribute is replaced as a whole, and what
 * is not sent stays). Always kernel 4: other schema versions switch the service's checks off. A record that was
 * upgraded from a retired kernel is sent even where the schema version is all that differs.
 */
export function buildPayload(input: PayloadInput): Payload | null {
  const { doi, attributes, remote } = input;
  const isNew = input.state === 'reserved' || remote === null;
  const { state, event } =
    input.isHiding === true && !isNew
      ? stepToHidden(input.state)
      : stepTo(isNew ? 'reserved' : input.state, input.target);
  const sent = isNew
    ? everything(attributes)
    : changes(attributes, remote, input.isResend === true ? ['url'] : []);
  const isDue = Object.keys(sent).length > 0 || (!isNew && awaitsUpgrade(attributes, remote));
  if (!isNew && event === null && !isDue) return null;
  const body = JSON.stringify({
    data: {
      type: 'dois',
      attributes: {
        doi,
        ...(event === null ? {} : { event }),
        ...sent,
        schemaVersion: currentSchema,
      },
      relationships: { client: { data: { type: 'clients', id: input.clientId.toLowerCase() } } },
    },
  });
  return {
    kind: isNew ? 'create' : 'update',
    method: isNew ? 'POST' : 'PUT',
    path: isNew ? '/dois?affiliation=true&publisher=true' : doiPath(doi),
    body,
    sha256: sha256(body),
    state,
    event,
    sent: sent,
  };
}

function everything(attributes: Attributes): Record<string, Json> {
  const sent: Record<string, Json> = {};
  for (const key of authoredKeys) {
    const value = authoredValue(attributes, key);
    if (value !== undefined && pruned(value) !== undefined) sent[key] = value;
  }
  return sent;
}

function changes(
  attributes: Attributes,
  remote: Attributes,
  again: readonly AuthoredKey[],
): Record<string, Json> {
  const sent: Record<string, Json> = {};
  for (const key of new Set([...changedKeys(attributes, remote), ...again])) {
    const value = authoredValue(attributes, key);
    sent[key] = value === undefined || pruned(value) === undefined ? wipe(key) : value;
  }
  return sent;
}

/** What a stored body was meant to write: its attributes without those that only steer. */
export function sentAttributes(body: string): Attributes {
  const parsed = JSON.parse(body) as { readonly data: { readonly attributes: object } };
  const steering = new Set(['doi', 'event', 'schemaVersion']);
  const entries = Object.entries(parsed.data.attributes).filter(([name]) => !steering.has(name));
  return Object.fromEntries(entries);
}

/**
 * True when a stored body takes its DOI out of the search. Asked of bytes that may be damaged, so they are not
 * parsed: inside a JSON text the quotes of this would be escaped.
 */
export function isHiding(body: string): boolean {
  return body.includes('"event":"hide"');
}

/** True when the account that a stored body names holds this copy. */
export function isOfOurAccount(
  { payload }: { readonly payload: string },
  { clientId }: { readonly clientId: string | null },
): boolean {
  const parsed = JSON.parse(payload) as {
    readonly data: { readonly relationships?: { client?: { data?: { id?: string } } } };
  };
  return clientId !== null && clientId === parsed.data.relationships?.client?.data?.id;
}

/** The event of a stored body; null where it moves no state. */
export function eventOf(body: string): string | null {
  const parsed = JSON.parse(body) as {
    readonly data: { readonly attributes: { readonly event?: string } };
  };
  return parsed.data.attributes.event ?? null;
}

/** Lower-case hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Names one remote copy; null: there is none. */
export function hashOfRemote(remote: Attributes | null): string | null {
  return remote === null ? null : sha256(canonicalJson(remote));
}
