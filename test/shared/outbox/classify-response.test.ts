import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { classifyResponse, parseErrors } from '#shared/outbox/classify-response.ts';
import type { Answer, Asked } from '#shared/outbox/classify-response.ts';
import { propertyRuns } from '../../property-runs.ts';

const named = { 'x-credential-username': 'datacite.datacite' };
const anonymous = { 'x-anonymous-consumer': 'true' };
const post: Asked = {
  method: 'POST',
  doi: '10.14454/ABC',
  clientId: 'datacite.datacite',
  state: 'findable',
};
const put: Asked = { ...post, method: 'PUT' };
const get: Asked = { ...post, method: 'GET', state: null };
const del: Asked = { ...get, method: 'DELETE' };

function answer(status: number, body: unknown, headers: Record<string, string> = named): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { kind: 'response', status, headers, body: text, now: 0 };
}

function record(state: string): unknown {
  return {
    data: {
      id: '10.14454/abc',
      type: 'dois',
      attributes: { doi: '10.14454/abc', state, titles: [] },
    },
  };
}

const taken = { errors: [{ source: 'doi', title: 'This DOI has already been taken' }] };
const html = '<html><head><title>503 Service Temporarily Unavailable</title></head></html>';
const limited = { errors: [{ status: '429', title: 'Your request has been rate limited.' }] };

describe('what an answer means', () => {
  it.each([
    ['a create', post, answer(201, record('findable')), { kind: 'done' }],
    ['an update', put, answer(200, record('findable')), { kind: 'done' }],
    ['an ignored event', put, answer(200, record('draft')), { kind: 'unexpected' }],
    ['a PUT that created', put, answer(201, record('findable')), { kind: 'unexpected' }],
    ['a read', get, answer(200, record('draft')), { kind: 'done' }],
    [
      'a read as a stranger',
      get,
      answer(200, record('findable'), anonymous),
      { kind: 'unauthorised' },
    ],
    [
      'another DOI',
      get,
      answer(200, { data: { attributes: { doi: '10.1/x', state: 'draft' } } }),
      { kind: 'unknown' },
    ],
    ['half an answer', post, answer(201, '{"data":{"id":"10.14'), { kind: 'unknown' }],
    ['a list in place of a record', post, answer(201, { data: [] }), { kind: 'unknown' }],
    ['a page of a proxy', post, answer(200, '<html>Log in</html>'), { kind: 'unknown' }],
    ['a redirect', post, answer(302, ''), { kind: 'later', reason: 'offline' }],
    ['not there', get, answer(404, { errors: [] }), { kind: 'gone' }],
    [
      'not there for a stranger',
      get,
      answer(404, { errors: [] }, anonymous),
      { kind: 'unauthorised' },
    ],
    ['not there for nobody knows whom', get, answer(404, '', {}), { kind: 'unknown' }],
    [
      'an unknown client on a create',
      post,
      answer(404, { errors: [] }),
      { kind: 'permanent', status: 404 },
    ],
    ['a wrong password', post, answer(401, { errors: [] }), { kind: 'unauthorised' }],
    [
      'a foreign prefix',
      post,
      answer(403, { errors: [{ title: 'You are not authorized' }] }),
      { kind: 'permanent' },
    ],
    ['a taken DOI', post, answer(422, taken), { kind: 'taken' }],
    ['an insert race', post, answer(409, { errors: [] }), { kind: 'taken' }],
    [
      'a refusal',
      post,
      answer(422, { errors: [{ source: 'url', title: 'Can’t be blank' }] }),
      { kind: 'permanent' },
    ],
    ['a body too large', post, answer(413, html), { kind: 'permanent', status: 413 }],
    [
      'a published DOI to be deleted',
      del,
      answer(405, { errors: [] }),
      { kind: 'permanent', status: 405 },
    ],
    ['a deleted draft', del, answer(204, ''), { kind: 'gone' }],
    [
      'too many requests',
      post,
      answer(429, limited),
      { kind: 'later', reason: 'rate-limit', retryAfterMs: null },
    ],
    ['the firewall’s 403', post, answer(403, limited), { kind: 'later', reason: 'rate-limit' }],
    ['a 500 on a write', post, answer(500, ''), { kind: 'unknown', status: 500 }],
    ['a 502 on a write', put, answer(502, html), { kind: 'unknown', status: 502 }],
    ['a 503 on a read', get, answer(503, html), { kind: 'later', reason: 'service' }],
    [
      'a lost write',
      post,
      { kind: 'failure', isAmbiguous: true, message: '' },
      { kind: 'unknown' },
    ],
    [
      'a lost read',
      get,
      { kind: 'failure', isAmbiguous: true, message: '' },
      { kind: 'later', reason: 'service' },
    ],
    [
      'no network',
      post,
      { kind: 'failure', isAmbiguous: false, message: '' },
      { kind: 'later', reason: 'offline' },
    ],
  ] as const)('%s', (_name, asked, given, expected) => {
    expect(classifyResponse(asked, given)).toMatchObject(expected);
  });

  it('reads Retry-After in seconds and as a date', () => {
    const seconds = answer(429, limited, { 'retry-after': '120' });
    expect(classifyResponse(post, seconds)).toMatchObject({ retryAfterMs: 120_000 });
    const date = answer(429, limited, { 'retry-after': 'Thu, 01 Jan 1970 00:01:00 GMT' });
    expect(classifyResponse(post, date)).toMatchObject({ retryAfterMs: 60_000 });
    const past = answer(429, limited, { 'retry-after': 'Thu, 01 Jan 1960 00:01:00 GMT' });
    expect(classifyResponse(post, past)).toMatchObject({ retryAfterMs: 0 });
    const nonsense = answer(429, limited, { 'retry-after': 'soon' });
    expect(classifyResponse(post, nonsense)).toMatchObject({ retryAfterMs: null });
  });

  it('takes every form of errors that the service is known to give', () => {
    const one = { source: null, title: 'Failed to parse query', status: null };
    expect(parseErrors('{"errors":{"title":"Failed to parse query"}}', 400)).toEqual([one]);
    expect(parseErrors('{"errors":[{"detail":"Failed to parse query"}]}', 400)).toEqual([one]);
    expect(parseErrors('<html>', 400)).toMatchObject([{ title: 'DataCite answered 400' }]);
    expect(parseErrors('', 422)).toHaveLength(1);
    expect(parseErrors('{"errors":[null,7,{}]}', 422)).toHaveLength(1);
  });

  it('never throws and never calls a write without a record done, whatever comes', () => {
    const bodies = fc.oneof(
      fc.string(),
      fc.json(),
      fc.jsonValue().map((data) => JSON.stringify({ data })),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(post, put, get, del),
        fc.integer({ min: 100, max: 599 }),
        bodies,
        fc.constantFrom(named, anonymous, {}),
        (asked, status, body, headers) => {
          const verdict = classifyResponse(asked, answer(status, body, { ...headers }));
          if (verdict.kind === 'done') expect(verdict.record.doi).toBe('10.14454/abc');
        },
      ),
      { numRuns: propertyRuns },
    );
  });
});
