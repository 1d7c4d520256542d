import type { RemoteState } from '../metadata/attributes.ts';
import { isJsonObject } from '../support/json.ts';
import { parseRemoteRecord } from './remote-record.ts';
import type { RemoteRecord } from './remote-record.ts';

/**
 * What an answer of the service, or the lack of one, means: decided once, here, as data. The outbox
 * and the screens read the verdict, never a status code. Rules and texts: datacite.md 1.3, 1.4, 1.6, 2.6.
 */
export type Verdict =
  /** As asked: the record as the service now holds it. */
  | {
      readonly kind: 'done';
      readonly status: number;
      readonly record: RemoteRecord;
      /** Names the request at the service: its entry in the activities has the same. */
      readonly requestId: string | null;
    }
  /** Not there (GET) or no longer there (DELETE). */
  | { readonly kind: 'gone' }
  /** Certainly without effect and worth repeating. `rate-limit` and `offline` concern every call. */
  | Later
  /** Refused for good: the same request will be refused again. */
  | {
      readonly kind: 'permanent';
      readonly status: number;
      readonly errors: readonly ServiceError[];
    }
  /** The account's name or password is not taken. Says nothing about the record. */
  | { readonly kind: 'unauthorised'; readonly message: string }
  /** A create met a DOI that exists. It may be our own earlier attempt. */
  | { readonly kind: 'taken' }
  /** It had an effect, but not the one that was meant. */
  | { readonly kind: 'unexpected'; readonly record: RemoteRecord; readonly message: string }
  /** It may have had its effect. Only reading the DOI tells. */
  | Unknown;

export interface Later {
  readonly kind: 'later';
  readonly reason: 'rate-limit' | 'offline' | 'service';
  readonly retryAfterMs: number | null;
  readonly message: string;
}

export interface Unknown {
  readonly kind: 'unknown';
  /** 500 points at this record's contents; others, and null, at the way or the service. */
  readonly status: number | null;
  readonly message: string;
}

/** One entry of the service's `errors`, as it gave it. */
export interface ServiceError {
  readonly source: string | null;
  readonly title: string;
  readonly status: string | null;
}

/** What was asked. */
export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** The account that signed the request, e.g. `ethz.sed`. */
  readonly clientId: string;
  /** The one DOI that was asked about; null where the service chooses it. */
  readonly doi: string | null;
  /** The state that a write was to lead to; null: none in particular. */
  readonly state: RemoteState | null;
}

export type Answer =
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      /** Milliseconds since 1970, to read a `Retry-After` that is a date. */
      readonly now: number;
    }
  | { readonly kind: 'failure'; readonly isAmbiguous: boolean; readonly message: string };

type Response = Extract<Answer, { kind: 'response' }>;

export function classifyResponse(asked: Asked, answer: Answer): Verdict {
  if (answer.kind === 'failure') {
    if (answer.isAmbiguous && asked.method !== 'GET') return unknown(null, answer.message);
    const reason = answer.isAmbiguous ? 'service' : 'offline';
    return { kind: 'later', reason, retryAfterMs: null, message: answer.message };
  }
  const { status } = answer;
  if (isRateLimit(answer)) {
    const message = 'DataCite asks for fewer requests.';
    return { kind: 'later', reason: 'rate-limit', retryAfterMs: retryAfterOf(answer), message };
  }
  if (status === 401) return unauthorised();
  if (status >= 500 || status === 408) return fromServerError(asked, answer);
  if (status >= 300 && status < 400) {
    // A captive portal or a proxy's log-in page: DataCite's writes and reads never redirect.
    const message = 'The network answered in place of DataCite.';
    return { kind: 'later', reason: 'offline', retryAfterMs: null, message };
  }
  return status >= 400 ? fromRefusal(asked, answer) : fromSuccess(asked, answer);
}

/** The firewall's 429; on the test system it is a 403 with the same title (datacite.md 2.6). */
export function isRateLimit(answer: Pick<Response, 'status' | 'body'>): boolean {
  if (answer.status === 429) return true;
  return answer.status === 403 && /rate.?limit/i.test(answer.body);
}

function fromServerError(asked: Asked, answer: Response): Verdict {
  const message = `DataCite answered ${String(answer.status)}.`;
  if (asked.method !== 'GET') return unknown(answer.status, message);
  const retryAfterMs = retryAfterOf(answer);
  return { kind: 'later', reason: 'service', retryAfterMs, message };
}

function fromRefusal(asked: Asked, answer: Response): Verdict {
  const { status } = answer;
  const errors = parseErrors(answer.body, status);
  if (status === 404 && asked.method !== 'POST') {
    // Without our name in the answer, a 404 only says that strangers may not see the DOI.
    if (credentialOf(answer) === 'anonymous') return unauthorised();
    if (credentialOf(answer) === 'unsaid') return unknown(404, 'The answer does not say to whom.');
    if (asked.method !== 'PUT') return { kind: 'gone' };
  }
  if (asked.method === 'POST' && (status === 409 || isTaken(errors))) return { kind: 'taken' };
  return { kind: 'permanent', status, errors };
}

function fromSuccess(asked: Asked, answer: Response): Verdict {
  if (credentialOf(answer) === 'anonymous') return unauthorised();
  if (asked.method === 'DELETE') return { kind: 'gone' };
  const record = parseRemoteRecord(memberOf(parseBody(answer.body), 'data'));
  if (record === null) return unknown(answer.status, 'The answer is incomplete or not DataCite’s.');
  if (asked.doi !== null && record.doi !== asked.doi.toLowerCase()) {
    return unknown(answer.status, `The answer is about another DOI, ${record.doi}.`);
  }
  if (asked.method === 'PUT' && answer.status === 201) {
    const message =
      'DataCite did not know this DOI, and the update has created it. It was deleted there, or its name is not the one that was registered.';
    return { kind: 'unexpected', record, message };
  }
  if (asked.method !== 'GET' && asked.state !== null && record.state !== asked.state) {
    // A disallowed event is ignored in silence, with 200 (datacite.md 1.6).
    const message = `DataCite keeps this DOI as ${record.state} instead of ${asked.state}.`;
    return { kind: 'unexpected', record, message };
  }
  const requestId = answer.headers['x-request-id'] ?? null;
  return { kind: 'done', status: answer.status, record, requestId };
}

/** Every answer says who we are (datacite.md 1.3); a wrong password on a GET is not refused otherwise. */
function credentialOf(answer: Response): 'named' | 'anonymous' | 'unsaid' {
  if (answer.headers['x-credential-username'] !== undefined) return 'named';
  return answer.headers['x-anonymous-consumer'] === undefined ? 'unsaid' : 'anonymous';
}

function isTaken(errors: readonly ServiceError[]): boolean {
  return errors.some(({ title }) => /already been taken/i.test(title));
}

/** `errors` as an array or an object, `title` or `detail`, HTML or nothing: whatever comes, in one shape. */
export function parseErrors(body: string, status: number): ServiceError[] {
  const given = memberOf(parseBody(body), 'errors');
  const entries: readonly unknown[] = Array.isArray(given) ? given : [given];
  const errors = entries.filter(isJsonObject).flatMap((entry) => {
    const title = textOf(entry['title']) ?? textOf(entry['detail']);
    if (title === null) return [];
    return [{ source: textOf(entry['source']), title, status: textOf(entry['status']) }];
  });
  if (errors.length > 0) return errors;
  return [{ source: null, title: `DataCite answered ${String(status)}`, status: String(status) }];
}

/** Seconds or an HTTP date; null when absent or unreadable. */
function retryAfterOf(answer: Response): number | null {
  const value = answer.headers['retry-after'];
  if (value === undefined) return null;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - answer.now);
}

function unauthorised(): Verdict {
  const message = 'DataCite does not accept the name or password of this account.';
  return { kind: 'unauthorised', message };
}

function unknown(status: number | null, message: string): Unknown {
  return { kind: 'unknown', status, message };
}

/** The JSON of a body; undefined where it is none. */
export function parseBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

function memberOf(value: unknown, name: string): unknown {
  return isJsonObject(value) ? value[name] : undefined;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}
