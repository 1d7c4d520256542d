import { generateAnyRecord } from '#shared/metadata/generate/any-record.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';

const leaders = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%', "'", '[delete]', '[json] '];
const prefixes = ['', ' ', '\t', '\r', '\n', '\0', '\u00a0', '\u200b', '\ufeff', '\u0001', '"'];
/** Texts that programs take for formulas, or for signs of our own. */
export const payloads = leaders.flatMap((leader) =>
  prefixes.map((prefix) => `${prefix}${leader}cmd|' /C calc'!A0;"x",\n1`),
);

/** Any record of the schema, with texts that programs take for something else, and members that nobody knows. */
export function hostileRecord(at: number, random: () => number): Attributes {
  const rest = Object.fromEntries(
    Object.entries(generateAnyRecord(random)).filter(([name]) => name !== 'doi'),
  ) as Attributes;
  const payload = payloads[at % payloads.length] ?? '';
  return {
    ...rest,
    titles: [{ title: payload, titleType: null }, ...(rest.titles ?? [])],
    version: at % 3 === 0 ? '1.10' : payload,
    formats: at % 5 === 0 ? [] : [payload, '', '2021-03', '10.1234/1E5'],
    ...(at % 7 === 0 ? JSON.parse('{"__proto__":{"own":[1,{"x":null}]},"Notes":"=1"}') : {}),
  } as Attributes;
}
