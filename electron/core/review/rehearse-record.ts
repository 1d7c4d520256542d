import type { Attributes, RemoteState } from '#shared/metadata/attributes.ts';
import type { Verdict } from '#shared/outbox/classify-response.ts';
import { predictStored } from '#shared/stored/predict-stored.ts';
import { comparableText } from '#shared/sync/stored-value.ts';
import type { AuthoredKey } from '#shared/sync/stored-value.ts';
import { reviewText } from '#shared/text/review.en.ts';
import type { DataciteClient } from '../datacite/client.ts';
import type { Clock } from '../ports.ts';
import { buildPayload } from '../register/build-payload.ts';

const text = reviewText.rehearsal;

export interface RehearsedRecord {
  readonly doi: string;
  readonly attributes: Attributes;
  /** What the real account holds already, as a draft; null: it is created. */
  readonly remote: Attributes | null;
  readonly target: RemoteState;
}

interface Stage {
  readonly client: DataciteClient;
  readonly clientId: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** As often as the service may be busy in a row before the rehearsal of a record counts as failed. */
const mostTries = 5;
const firstWaitMs = 500;

/**
 * Does with a rehearsed name what publishing would do with the real one: a draft that exists is first made as it is,
 * then brought up to date and published; the result is read back and compared. Null: all went well.
 */
export async function rehearseRecord(stage: Stage, what: RehearsedRecord): Promise<string | null> {
  let state: 'reserved' | RemoteState = 'reserved';
  let remote: Attributes | null = null;
  if (what.remote !== null) {
    const made = await send(stage, {
      ...what,
      attributes: what.remote,
      state,
      remote,
      target: 'draft',
    });
    if (made.kind !== 'done') return messageOf(made);
    state = 'draft';
    remote = made.record.attributes;
  }
  const sent = await send(stage, { ...what, state, remote });
  if (sent.kind !== 'done') return messageOf(sent);
  const read = await patiently(stage, () => stage.client.getDoi(what.doi, stage.signal));
  if (read.kind !== 'done') return messageOf(read);
  if (read.record.state !== what.target) return text.otherState(read.record.state);
  const expected = predictStored(sent.sent, remote);
  const wrong = (Object.keys(sent.sent) as AuthoredKey[]).filter(
    (key) => comparableText(expected, key) !== comparableText(read.record.attributes, key),
  );
  return wrong.length === 0 ? null : text.stored(wrong.join(', '));
}

async function send(
  stage: Stage,
  what: RehearsedRecord & { readonly state: 'reserved' | RemoteState },
): Promise<Verdict & { readonly sent: Attributes }> {
  const { client, clientId, signal } = stage;
  const payload = buildPayload({ ...what, clientId });
  if (payload === null) throw new Error('Invariant broken: a rehearsed record has nothing to send');
  const { body, state, kind, sent } = payload;
  const verdict = await patiently(stage, () =>
    kind === 'create'
      ? client.createDoi(what.doi, body, state, signal)
      : client.updateDoi(what.doi, body, state, signal),
  );
  return { ...verdict, sent };
}

async function patiently({ clock, signal }: Stage, ask: () => Promise<Verdict>): Promise<Verdict> {
  for (let number = 1; ; number += 1) {
    const verdict = await ask();
    if (verdict.kind !== 'later' || number >= mostTries) return verdict;
    await clock.sleep(verdict.retryAfterMs ?? firstWaitMs * number, signal);
  }
}

function messageOf(verdict: Exclude<Verdict, { kind: 'done' }>): string {
  switch (verdict.kind) {
    case 'permanent':
      return verdict.errors.map(({ title }) => title).join('; ');
    case 'taken':
    case 'gone':
      return verdict.kind;
    default:
      return verdict.message;
  }
}
