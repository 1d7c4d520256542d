import type { Attributes } from '../metadata/attributes.ts';
import { isAccessStatement } from '../values/licence.ts';
import { listOf, textOf } from '../values/tolerant.ts';

/** What a licence permits, as far as a reader without a lawyer needs to know it. */
export type RightsKind =
  | 'free'
  | 'attribution'
  | 'share-alike'
  | 'non-commercial'
  | 'non-commercial-share-alike'
  | 'no-derivatives'
  | 'non-commercial-no-derivatives'
  | 'notice'
  | 'copyleft'
  | 'other';

/** By SPDX identifier, the first that fits; after the deeds of Creative Commons and choosealicense.com. */
const kinds: readonly (readonly [RegExp, RightsKind])[] = [
  [/^(?:CC0-|CC-PDDC|PDDL-|Unlicense|0BSD|MIT-0|WTFPL)/, 'free'],
  [/^CC-BY-NC-SA-/, 'non-commercial-share-alike'],
  [/^CC-BY-NC-ND-|^CC-BY-ND-NC-/, 'non-commercial-no-derivatives'],
  [/^CC-BY-NC-/, 'non-commercial'],
  [/^CC-BY-ND-/, 'no-derivatives'],
  [/^(?:CC-BY-SA-|ODbL-)/, 'share-alike'],
  [/^(?:CC-BY-|ODC-By-|etalab-|OGL-UK-)/, 'attribution'],
  [/^(?:MIT$|BSD-[123]-|Apache-2|ISC$|BSL-1|Zlib$|Python-2|PSF-2)/, 'notice'],
  [/^(?:A?GPL-|LGPL-|MPL-|EUPL-|EPL-|CECILL-|OSL-)/, 'copyleft'],
];

/** `id`: SPDX's own spelling; '' for a licence of another kind. */
export function rightsKind(id: string): RightsKind {
  return kinds.find(([pattern]) => pattern.test(id))?.[1] ?? 'other';
}

export type AccessKind = 'open' | 'embargoed' | 'restricted' | 'metadata-only';

/** COAR Access Rights 1.1, info:eu-repo/semantics, and the plain words of both. */
const accesses: readonly (readonly [RegExp, AccessKind])[] = [
  [/c_abf2$|semantics\/openaccess$|^open access$/i, 'open'],
  [/c_f1cf$|semantics\/embargoedaccess$|^embargoed access$/i, 'embargoed'],
  [/c_16ec$|semantics\/restrictedaccess$|^restricted access$/i, 'restricted'],
  [/c_14cb$|semantics\/closedaccess$|^(?:metadata only|closed) access$/i, 'metadata-only'],
];

/** Who may get an item, where its record says so in one of the known vocabularies. */
export function accessKind({ rightsList }: Attributes): AccessKind | null {
  const said = listOf(rightsList)
    .flatMap(({ rights, rightsUri }) => [textOf(rightsUri), textOf(rights)])
    .filter(isAccessStatement);
  return accesses.find(([pattern]) => said.some((text) => pattern.test(text)))?.[1] ?? null;
}
