import type { Attributes } from '#shared/metadata/attributes.ts';
import type { RemoteRecord } from '#shared/outbox/remote-record.ts';
import { stepTo } from '#shared/outbox/coalesce.ts';
import { predictStored } from '#shared/stored/predict-stored.ts';
import { comparableText, differingKeys } from '#shared/sync/stored-value.ts';
import type { AuthoredKey } from '#shared/sync/stored-value.ts';
import { eventOf, isHiding, sentAttributes } from '../register/build-payload.ts';
import type { ReadyOperation } from './operation-table.ts';

/**
 * What changed at the service since this app read it last; `state` stands for the state. An update that
 * waited behind a create may come to a record that this app never read (a ledger put back from a backup):
 * there everything is foreign that is not as this update would have it.
 */
export function foreignChanges(operation: ReadyOperation, record: RemoteRecord): string[] {
  const base = baseOf(operation) ?? predictStored(sentAttributes(operation.payload), null);
  const keys: string[] = differingKeys(base, record.attributes);
  // The wished state reached by somebody else is no harm; another one is.
  const isFine = [operation.record_state, stateMeant(operation)].includes(record.state);
  const changed = isFine ? keys : [...keys, 'state'];
  return withoutOwn(operation, baseOf(operation), { record, changed });
}

function stateMeant(operation: ReadyOperation): ReadyOperation['record_state'] {
  const target = operation.target_state;
  if (isHiding(operation.payload)) return target ?? operation.record_state;
  return target === null ? operation.record_state : stepTo(operation.record_state, target).state;
}

/** What DataCite held when this app read it last. */
export function baseOf(operation: ReadyOperation): Attributes | null {
  return operation.record_remote === null
    ? null
    : (JSON.parse(operation.record_remote) as Attributes);
}

/**
 * Of what changed at the service, what no attempt of ours wrote. The service may carry out a request after we had
 * given it up, looked, and found nothing of it: that is nobody else's change.
 */
function withoutOwn(
  { unseen_payloads: payloads }: ReadyOperation,
  base: Attributes | null,
  { record, changed }: { readonly record: RemoteRecord; readonly changed: readonly string[] },
): string[] {
  if (changed.length === 0 || payloads === null) return [...changed];
  const given = JSON.parse(payloads) as string[];
  return changed.filter(
    (key) =>
      !given.some((body) =>
        key === 'state' ? movesTo(body) === record.state : wrote(body, base, record, key),
      ),
  );
}

function movesTo(body: string): RemoteRecord['state'] | null {
  const event = eventOf(body);
  if (event === null) return null;
  return event === 'publish' ? 'findable' : 'registered';
}

function wrote(
  body: string,
  base: Attributes | null,
  { attributes }: RemoteRecord,
  key: string,
): boolean {
  const sent = sentAttributes(body);
  if (!Object.hasOwn(sent, key)) return false;
  const stored = predictStored(sent, base);
  return (
    comparableText(stored, key as AuthoredKey) === comparableText(attributes, key as AuthoredKey)
  );
}
