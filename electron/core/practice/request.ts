import { isJsonObject, type Json, type JsonObject } from '#shared/support/json.ts';
import { Refusal, errorAnswer, refuse } from './answer.ts';
import type { Caller } from './caller.ts';

/** A request as the handlers see it. */
export interface PracticeRequest {
  readonly method: string;
  /** Undecoded path without the query, `//` and `..` as they were sent. */
  readonly path: string;
  readonly query: Query;
  /** Path and query as sent. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  readonly caller: Caller;
  readonly requestId: string;
}

/** Query parameters: hyphens and underscores mean the same, the last value of a name counts. */
export class Query {
  readonly #values = new Map<string, string>();

  constructor(text: string) {
    for (const [name, value] of new URLSearchParams(text)) {
      this.#values.set(Query.#key(name), value);
    }
  }

  static #key(name: string): string {
    return name.replaceAll('-', '_');
  }

  has(name: string): boolean {
    return this.#values.has(Query.#key(name));
  }

  /** Null where it is absent or empty. */
  get(name: string): string | null {
    const value = this.#values.get(Query.#key(name));
    return value === undefined || value === '' ? null : value;
  }

  /** The parts of a comma list, or null. */
  list(name: string): readonly string[] | null {
    return (
      this.get(name)
        ?.split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '') ?? null
    );
  }
}

/** The payload of a write, with the service's answers to what is no payload (datacite.md 1.4, 1.5). */
export interface Payload {
  readonly attributes: JsonObject;
  /** `relationships.client`, lower case; null when it is not given. */
  readonly clientId: string | null;
}

const jsonTypes = /^application\/(?:vnd\.api\+json|json)\b/i;

/** The parsed JSON of a request. Bodies of other types count as absent, as in the framework. */
export function readJson(request: PracticeRequest): Json {
  if (!jsonTypes.test(request.headers['content-type'] ?? '')) return null;
  const text = request.body.toString('utf8');
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    throw new Refusal(errorAnswer(400, cause instanceof Error ? cause.message : 'Malformed JSON'));
  }
}

export function readPayload(request: PracticeRequest): Payload {
  const body = readJson(request);
  const data = isJsonObject(body) ? body['data'] : null;
  if (isBlank(data)) refuse(400, 'You need to provide a payload following the JSONAPI spec');
  if (!isJsonObject(data)) {
    refuse(400, `undefined method 'permit' for an instance of ${rubyClass(data)}`);
  }
  const attributes = data['attributes'];
  if (!isJsonObject(attributes)) {
    refuse(422, 'param is missing or the value is empty or invalid: attributes');
  }
  return { attributes, clientId: relatedClient(data['relationships']) };
}

function relatedClient(relationships: Json | undefined): string | null {
  const client = isJsonObject(relationships) ? relationships['client'] : null;
  const data = isJsonObject(client) ? client['data'] : null;
  const id = isJsonObject(data) ? data['id'] : null;
  return typeof id === 'string' && id !== '' ? id.toLowerCase() : null;
}

function isBlank(value: Json | undefined): value is undefined {
  if (value === null || value === undefined || value === false) return true;
  if (typeof value === 'string') return value.trim() === '';
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function rubyClass(value: Json): string {
  if (Array.isArray(value)) return 'Array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Float';
  return value === true ? 'TrueClass' : 'String';
}
