import type { Finding } from '../findings/finding.ts';
import { isJsonObject } from '../support/json.ts';
import type { RemoteState } from './attributes.ts';
import { kernels } from './schema/properties.ts';
import { createContext } from './validate/context.ts';
import type { Context } from './validate/context.ts';
import { report } from './validate/context.ts';
import { checkRecord } from './validate/record.ts';
import { scalarText } from './xml/service-view.ts';
import type { Circumstances } from './validate/record.ts';

export interface ValidateOptions {
  /** The state that the record is to be in. */
  readonly state: RemoteState;
  /** The repository's domain list (`GET /repositories/:id`), where it is known. */
  readonly domains?: readonly string[];
  /** True for a DOI that exists: its name is not checked again, it may be of an older kind. */
  readonly existing?: boolean;
  /** Judges these attributes alone, see `Circumstances`. */
  readonly only?: ReadonlySet<string>;
}

/**
 * What the service would say to a record, without asking it. An `error` is what it would refuse in the
 * state asked for, and only that; a `warning` is what it would accept but lose, ignore or fill in; a
 * `hint` what it would store in another form. All findings at once, in the order of the record.
 * A record without `schemaVersion` is judged as our client sends it: as kernel-4.
 */
export function validateMetadata(attributes: unknown, options: ValidateOptions): Finding[] {
  return judgeMetadata(attributes, options).findings;
}

/** As `validateMetadata`, with what occurs in the record's texts. */
export function judgeMetadata(attributes: unknown, options: ValidateOptions): Judged {
  return judge(attributes, { ...options, draftContributors: true });
}

/** As `validateMetadata`, with the circumstances of one request spelled out. */
export function findingsOf(attributes: unknown, circumstances: Circumstances): Finding[] {
  return judge(attributes, circumstances).findings;
}

type Judged = Pick<Context, 'findings' | 'traits'>;

function judge(attributes: unknown, circumstances: Circumstances): Judged {
  if (!isJsonObject(attributes)) {
    const context = createContext('refused');
    report(context, 'record-not-an-object');
    return context;
  }
  const context = createContext(schemaMode(attributes['schemaVersion'], circumstances.state));
  checkRecord(context, attributes, circumstances);
  return context;
}

function schemaMode(schemaVersion: unknown, state: RemoteState): Context['schema'] {
  if (state === 'draft') return 'free';
  if (schemaVersion === undefined || schemaVersion === null || schemaVersion === '')
    return 'refused';
  const version = scalarText(schemaVersion) ?? '';
  return kernels.known.includes(version) || kernels.retired.includes(version)
    ? 'refused'
    : 'unchecked';
}
