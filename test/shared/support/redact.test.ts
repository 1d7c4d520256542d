import { describe, expect, it } from 'vitest';

import { redact, redactValue } from '#shared/support/redact.ts';

describe('redact', () => {
  it.each([
    ['{"password":"hun\\"ter2","a":1}', '{"password":"[redacted]","a":1}'],
    ['grant_type=password&password=hunter2&x=1', 'grant_type=password&password=[redacted]&x=1'],
    ['Authorization: Basic dXNlcjpodW50ZXIy', 'Authorization: [redacted]'],
    ['sent Bearer abc.def-ghi_jkl now', 'sent Bearer [redacted] now'],
    ['https://user:hunter2@api.example.org/x', 'https://[redacted]@api.example.org/x'],
    ['mail to jane.doe+x@example.ac.uk please', 'mail to [e-mail] please'],
    ['api_key: abc123', 'api_key: [redacted]'],
  ])('takes the secret out of %s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it.each([
    'POST /dois/10.5072/abc answered 422: is already taken',
    'https://api.datacite.org/dois/10.5072%2Fabc?affiliation=true',
    'Basic metadata of 12 records',
  ])('leaves %s as it is', (text) => {
    expect(redact(text)).toBe(text);
  });

  it.each([
    'x',
    '@',
    'a@',
    'a.',
    '"',
    '\\',
    'password=',
    'password:"',
    'https://',
    'Basic ',
    'a:b@',
  ])('takes linear time for %s over and over', (piece) => {
    const count = 300_000;
    const text = piece.repeat(count / piece.length);
    // Milliseconds; what is quadratic takes minutes, and the limit for tests that hang ends it.
    expect(redact(text).length).toBeGreaterThan(0);
  });
});

describe('redactValue', () => {
  it('hides members with the name of a secret, at any depth, and stops at a depth of six', () => {
    const deep = { a: { b: { c: { d: { e: { f: 1 } } } } } };
    expect(
      redactValue({ headers: [{ Authorization: 'x', 'x-api-key': 'y' }], tokens: 3, deep }),
    ).toEqual({
      headers: [{ Authorization: '[redacted]', 'x-api-key': '[redacted]' }],
      tokens: 3,
      deep: { a: { b: { c: { d: { e: '…' } } } } },
    });
  });
});
