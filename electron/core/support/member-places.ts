import type { Attributes } from '#shared/metadata/attributes.ts';
import type { JsonMember } from './json-members.ts';

/** The places are kept in ledgers by these numbers: a new name comes to the end, and none ever goes. */
export const placedNames = [
  'contentUrl',
  'contributors',
  'creators',
  'dates',
  'descriptions',
  'doi',
  'formats',
  'fundingReferences',
  'geoLocations',
  'identifiers',
  'language',
  'publicationYear',
  'publisher',
  'relatedIdentifiers',
  'relatedItems',
  'rightsList',
  'schemaVersion',
  'sizes',
  'subjects',
  'titles',
  'types',
  'url',
  'version',
  'container',
] as const satisfies readonly (keyof Attributes | 'container')[];
const numbers: ReadonlyMap<string, number> = new Map(
  placedNames.map((name, number) => [name, number]),
);

/** A name's number, and the length of its value in two bytes, the lower first. */
const bytesEach = 3;
const longest = 0xffff;

/**
 * Where the members of an object stand in its canonical JSON: `bytesEach` for each of them, in their order. Null where
 * one has a name that is none of DataCite's, or is longer than 64 KiB: then they are looked for.
 */
export function placesOf(members: readonly JsonMember[]): Buffer | null {
  const places = Buffer.allocUnsafe(members.length * bytesEach);
  let at = 0;
  for (const { name, start, end } of members) {
    const number = numbers.get(name);
    if (number === undefined || end - start > longest) return null;
    places[at] = number;
    places.writeUInt16LE(end - start, at + 1);
    at += bytesEach;
  }
  return places;
}

const [quote, colon, comma, openBrace, closeBrace] = [0x22, 0x3a, 0x2c, 0x7b, 0x7d];

/**
 * The members of an object by their places; null where these are not those of these bytes: every name is compared, and
 * every sign between a name, its value and the next.
 */
export function membersAt(bytes: Buffer, places: Uint8Array): JsonMember[] | null {
  if (places.length === 0 || places.length % bytesEach !== 0 || bytes[0] !== openBrace) return null;
  const members: JsonMember[] = [];
  let at = 1;
  for (let place = 0; place < places.length; place += bytesEach) {
    const name = placedNames[places[place] ?? placedNames.length];
    if (name === undefined) return null;
    const start = at + name.length + 3;
    const end = start + (places[place + 1] ?? 0) + ((places[place + 2] ?? 0) << 8);
    const next = place + bytesEach === places.length ? closeBrace : comma;
    if (end <= start || bytes[end] !== next || bytes[start - 1] !== colon) return null;
    if (bytes[at] !== quote || bytes[start - 2] !== quote || !isAt(name, bytes, at + 1))
      return null;
    members.push({ name, start, end });
    at = end + 1;
  }
  return at === bytes.length ? members : null;
}

/** Whether an ASCII text stands there. */
export function isAt(text: string, bytes: Buffer, at: number): boolean {
  for (let place = 0; place < text.length; place += 1) {
    if (text.charCodeAt(place) !== bytes[at + place]) return false;
  }
  return true;
}
