import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#shared/support/json.ts';
import {
  lazyMembers,
  memberText,
  readMembers,
  readSome,
  withMembers,
} from '#core/support/json-members.ts';

const name = fc
  .oneof(fc.constantFrom('titles', 'a', 'b', 'url', 'é'), fc.string())
  .filter((text) => text !== '__proto__');
const value = fc.jsonValue();
const record = fc.dictionary(name, value);

const isPlain = (text: string): boolean =>
  /^[ -~]*$/.test(text) && JSON.stringify(text) === `"${text}"`;

describe('the members of canonical JSON', () => {
  it('are found, read and replaced as in the object', () => {
    fc.assert(
      fc.property(record, name, fc.option(value, { nil: undefined }), (object, key, fresh) => {
        const json = readMembers(Buffer.from(canonicalJson(object)));
        if (json === null) {
          expect(Object.keys(object).every(isPlain)).toBe(false);
          return;
        }
        expect(json.members.map((each) => each.name)).toEqual(Object.keys(object).sort());
        expect(canonicalJson(readSome(json, new Set(Object.keys(object))))).toBe(
          json.bytes.toString(),
        );
        const lazily = lazyMembers([key, 'other']);
        expect(lazily(json, {})).toMatchObject({ [key]: object[key] });
        expect(lazily(json, { [key]: fresh })[key]).toBe(fresh);
        const before = Object.hasOwn(object, key) ? canonicalJson(object[key]) : undefined;
        expect(memberText(json, key)).toBe(before);
        const after = fresh === undefined ? undefined : canonicalJson(fresh);
        const { [key]: _, ...rest } = object;
        expect(withMembers(json, new Map([[key, after]])).toString()).toBe(
          canonicalJson(after === undefined ? rest : { ...rest, [key]: fresh }),
        );
      }),
      { numRuns: 300 },
    );
  });

  it.each(['', '[]', 'null', '{', '{"b":1,"a":2}', '{"a":1', '{"a":"x', '{ "a":1}', '{"a":1}x'])(
    'are not sought in %j',
    (text) => {
      expect(readMembers(Buffer.from(text))).toBeNull();
    },
  );
});
