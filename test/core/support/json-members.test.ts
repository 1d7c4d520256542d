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
import { membersAt, placedNames, placesOf } from '#core/support/member-places.ts';

const name = fc
  .oneof(fc.constantFrom('titles', 'a', 'b', 'url', 'é'), fc.string())
  .filter((text) => text !== '__proto__');
const value = fc.jsonValue();
const record = fc.dictionary(name, value);
/** A name that is asked for: none that every object answers to, as `toString`. */
const asked = name.filter((text) => !(text in {}));

const isPlain = (text: string): boolean =>
  /^[ -~]*$/.test(text) && JSON.stringify(text) === `"${text}"`;

describe('the members of canonical JSON', () => {
  it('are found, read and replaced as in the object', () => {
    fc.assert(
      fc.property(record, asked, fc.option(value, { nil: undefined }), (object, key, fresh) => {
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
        const view = lazily(json);
        const [asIs, changed] = [view({}), view({ [key]: fresh })];
        expect(changed[key]).toBe(fresh);
        expect(asIs).toMatchObject({ [key]: object[key] });
        expect(changed['other']).toEqual(object['other']);
        expect(asIs['other']).toBe(changed['other']);
        const before = Object.hasOwn(object, key) ? canonicalJson(object[key]) : undefined;
        expect(memberText(json, key)).toBe(before);
        const after = fresh === undefined ? undefined : canonicalJson(fresh);
        const { [key]: _, ...rest } = object;
        const made = withMembers(json, new Map([[key, after]]));
        expect(made.bytes.toString()).toBe(
          canonicalJson(after === undefined ? rest : { ...rest, [key]: fresh }),
        );
        const again = readMembers(made.bytes);
        if (again !== null) expect(made.members).toEqual(again.members);
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

/** Records as they come: DataCite's names, and seldom others. */
const known = fc.dictionary(
  fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...placedNames) },
    { weight: 1, arbitrary: fc.constantFrom('mine', 'é') },
  ),
  value,
);

describe('the places of members', () => {
  it('are those at which they would be found', () => {
    let kept = 0;
    fc.assert(
      fc.property(known, (object) => {
        const bytes = Buffer.from(canonicalJson(object));
        const json = readMembers(bytes);
        const places = json === null ? null : placesOf(json.members);
        const isOurs = Object.keys(object).every((each) => numberOf(each) >= 0);
        expect(places !== null).toBe(isOurs);
        if (json === null || places === null) return;
        if (json.members.length > 0) kept += 1;
        expect(membersAt(bytes, places) ?? []).toEqual(json.members);
        expect(readMembers(bytes, places)).toEqual(json);
      }),
      { numRuns: 300 },
    );
    expect(kept).toBeGreaterThan(100);
  });

  it('are looked for where those kept are not of these bytes', () => {
    fc.assert(
      fc.property(known, known, (object, other) => {
        const [bytes, foreign] = [object, other].map((each) => Buffer.from(canonicalJson(each)));
        if (bytes === undefined || foreign === undefined) return;
        const found = readMembers(foreign);
        const places = found === null ? null : placesOf(found.members);
        expect(readMembers(bytes, places)).toEqual(readMembers(bytes));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a length too short', 2, -1],
    ['a length too long', 2, 1],
    ['another name', 0, 1],
    ['no name', 0, 200],
  ])('are not taken with %s', (_, at, by) => {
    const bytes = Buffer.from('{"titles":[{"title":"a"}],"url":"b"}');
    const places = Buffer.from(placesOf(readMembers(bytes)?.members ?? []) ?? []);
    expect(membersAt(bytes, places)).toHaveLength(2);
    const place = at === 2 ? 1 : 0;
    places[place] = (places[place] ?? 0) + by;
    expect(membersAt(bytes, places)).toBeNull();
    expect(readMembers(bytes, places)).toEqual(readMembers(bytes));
    expect(membersAt(bytes, places.subarray(0, 4))).toBeNull();
    expect(membersAt(bytes, places.subarray(0, 3))).toBeNull();
  });

  it('are not kept of a value beyond 64 KiB', () => {
    const long = (length: number): Buffer | null =>
      placesOf(readMembers(Buffer.from(`{"url":"${'x'.repeat(length - 2)}"}`))?.members ?? []);
    expect(long(0xffff)).toHaveLength(3);
    expect(long(0x10000)).toBeNull();
  });

  it('go by numbers that ledgers keep', () => {
    expect(placedNames.slice(0, 24).join(' ')).toBe(
      'contentUrl contributors creators dates descriptions doi formats fundingReferences geoLocations identifiers language publicationYear publisher relatedIdentifiers relatedItems rightsList schemaVersion sizes subjects titles types url version container',
    );
  });
});

function numberOf(text: string): number {
  return placedNames.findIndex((each) => each === text);
}
