import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  startPractice,
  type AccountsFile,
  type Practice,
  type PracticeOptions,
} from '#core/practice/index.ts';
import { seededBytes } from '#shared/support/random.ts';

/** A clock that stands until a test moves it. */
export interface TestClock {
  now(): number;
  advance(milliseconds: number): void;
}

export function testClock(start = Date.parse('2026-08-01T10:00:00.000Z')): TestClock {
  let now = start;
  return {
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}

export interface Fixture {
  readonly practice: Practice;
  readonly clock: TestClock;
  readonly folder: string;
  readonly file: string;
  send(request: TestRequest): Promise<TestResponse>;
  stop(): Promise<void>;
}

export interface TestRequest {
  readonly method?: string;
  readonly path: string;
  /** `USER:password`; the practice account unless told; null sends no credentials. */
  readonly as?: string | null;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Tests walk answers freely; what they find is asserted.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
  readonly json: any;
}

/** The accounts of the behaviour cases, which the tests that need several callers use as well. */
export const caseAccounts: AccountsFile = {
  repo: account('DATACITE.DATACITE', { domains: '*' }),
  limited: account('DATACITE.LIMITED', { domains: 'example.org' }),
  wild: account('DATACITE.WILD', { domains: '*.example.org,data.example.com' }),
  blank: account('DATACITE.BLANK', { domains: '' }),
  lists: account('DATACITE.LISTS', {}),
  other: account('OTHER.OTHER', { prefixes: ['10.24425'] }),
  sleeping: account('DATACITE.SLEEP', { active: false }),
  provider: {
    username: 'DATACITE',
    password: 'secret',
    role: 'provider_admin',
    provider_id: 'datacite',
  },
  stranger: { username: 'OTHER', password: 'secret', role: 'provider_admin', provider_id: 'other' },
  staff: { username: 'ADMIN', password: 'secret', role: 'staff_admin' },
};

function account(
  username: string,
  more: Partial<NonNullable<AccountsFile[string]>>,
): NonNullable<AccountsFile[string]> {
  const client = username.toLowerCase();
  return {
    username,
    password: 'secret',
    role: 'client_admin',
    client_id: client,
    provider_id: client.split('.', 1)[0] ?? '',
    active: true,
    domains: '*',
    prefixes: ['10.14454'],
    ...more,
  };
}

/** Starts a practice repository on a file of its own. */
export async function startFixture(options: Partial<PracticeOptions> = {}): Promise<Fixture> {
  const folder = mkdtempSync(path.join(tmpdir(), 'practice-'));
  const file = options.file ?? path.join(folder, 'practice.sqlite');
  const clock = testClock();
  const practice = await startPractice({ clock, randomBytes: seededBytes(1), ...options, file });
  return {
    practice,
    clock,
    folder,
    file,
    send: (request) => sendTo(practice, request),
    async stop() {
      await practice.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function sendTo(practice: Practice, request: TestRequest): Promise<TestResponse> {
  const credentials =
    request.as === undefined ? `${practice.username}:${practice.password}` : request.as;
  const hasBody = request.body !== undefined;
  const response = await fetch(practice.url + request.path, {
    method: request.method ?? 'GET',
    redirect: 'manual',
    headers: {
      ...(credentials !== null && {
        authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
      }),
      ...(hasBody && { 'content-type': 'application/vnd.api+json' }),
      ...request.headers,
    },
    ...(hasBody && {
      body: typeof request.body === 'string' ? request.body : JSON.stringify(request.body),
    }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the test looks at the text.
    return null;
  }
}

/** A JSON:API body with these attributes. */
export function doiBody(attributes: object, clientId?: string): object {
  return {
    data: {
      type: 'dois',
      attributes,
      ...(clientId !== undefined && {
        relationships: { client: { data: { type: 'clients', id: clientId } } },
      }),
    },
  };
}

/** The least that a findable DOI needs. */
export const minimal = {
  url: 'https://repository.example.org/items/1',
  creators: [{ name: 'Miller, Elizabeth', nameType: 'Personal' }],
  titles: [{ title: 'Coastal sediment cores' }],
  publisher: 'Institute of Practice',
  publicationYear: 2026,
  types: { resourceTypeGeneral: 'Dataset' },
  schemaVersion: 'http://datacite.org/schema/kernel-4',
};
