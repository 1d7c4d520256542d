import { remember } from '../support/remember.ts';
import spdx from 'spdx-license-list/spdx.json' with { type: 'json' };

export interface Licence {
  /** SPDX identifier in SPDX's own spelling; the service stores it in lower case. */
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly isOsiApproved: boolean;
}

export const spdxSchemeUri = 'https://spdx.org/licenses/';

/** What people write where SPDX has another name; each means exactly one licence, so `cc-by` is not here. */
const aliases: Readonly<Record<string, string>> = {
  cc0: 'CC0-1.0',
  'cc-zero': 'CC0-1.0',
  'cc-0': 'CC0-1.0',
  'cc0-1.0-universal': 'CC0-1.0',
  pddl: 'PDDL-1.0',
  odbl: 'ODbL-1.0',
  'odc-by': 'ODC-By-1.0',
  apache2: 'Apache-2.0',
  'apache-2': 'Apache-2.0',
  'apache-license-2': 'Apache-2.0',
  'apache-licence-2.0': 'Apache-2.0',
  'mit-license': 'MIT',
  'mit-licence': 'MIT',
  gplv2: 'GPL-2.0-only',
  gplv3: 'GPL-3.0-only',
  lgplv3: 'LGPL-3.0-only',
  agplv3: 'AGPL-3.0-only',
  'bsd-2': 'BSD-2-Clause',
  'bsd-3': 'BSD-3-Clause',
  'isc-license': 'ISC',
  'mpl-2': 'MPL-2.0',
  unlicense: 'Unlicense',
};

const licences: readonly Licence[] = Object.entries(spdx as Readonly<Record<string, SpdxEntry>>)
  .map(([id, entry]) => ({
    id,
    name: entry.name,
    url: addressOf(id, entry),
    isOsiApproved: entry.osiApproved,
  }))
  .sort((one, other) => (one.id < other.id ? -1 : 1));

interface SpdxEntry {
  readonly name: string;
  /** Missing for a handful of withdrawn licences. */
  readonly url?: string;
  readonly osiApproved: boolean;
}

const byId = new Map(licences.map((licence) => [licence.id.toLowerCase(), licence]));
const byName = new Map(licences.map((licence) => [nameKey(licence.name), licence]));
const byUrl = licencesByUrl();

const accessTerms =
  /info:eu-repo\/semantics\/|purl\.org\/coar\/access_right\/|vocabularies\.coar-repositories\.org\/(?:documentation\/)?access_rights|^(?:open|closed|restricted|embargoed) access$/i;

/** True for COAR access rights and info:eu-repo semantics: they say who may see an item, and are no licence. */
export const isAccessStatement = remember((text) => accessTerms.test(text));

/** All licences of the SPDX list, by identifier. */
export function listLicences(): readonly Licence[] {
  return licences;
}

/** The licence that a text names by SPDX identifier (any case), title, common short form or address; else null. */
export const findLicence = remember(licenceNamed);

function licenceNamed(text: string): Licence | null {
  const plain = text.trim();
  if (plain === '' || plain.length > 300) return null;
  const exact = byId.get(plain.toLowerCase());
  if (exact !== undefined) return exact;
  if (/^(?:https?:)?\/\/|^www\.|^[a-z]+\.(?:org|com)\//i.test(plain)) return findByUrl(plain);
  const key = nameKey(plain);
  // A name that came from outside: `constructor` must not find anything.
  const alias = Object.hasOwn(aliases, key) ? (aliases[key] ?? '') : '';
  return byName.get(key) ?? byId.get(key) ?? byId.get(alias.toLowerCase()) ?? null;
}

function findByUrl(url: string): Licence | null {
  const key = urlKey(url);
  const spdxId = /^(?:spdx\.org|opensource\.org|choosealicense\.com)\/licenses?\/(.+)$/.exec(
    key,
  )?.[1];
  return byUrl.get(key) ?? (spdxId === undefined ? undefined : byId.get(spdxId)) ?? null;
}

function nameKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/^the\s+/, '')
    .replace(/[“”"'(),]/g, '')
    .replace(/\bversion\s+|\bv\.?\s*(?=\d)/g, '')
    .trim()
    .replace(/[\s_]+/g, '-');
}

/** Creative Commons addresses come with and without `legalcode`, `deed.de`, a slash, `http:`. */
function urlKey(url: string): string {
  return url
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:)?\/\//, '')
    .replace(/^www\./, '')
    .replace(/[?#].*$/, '')
    .replace(/\/(?:legalcode|deed)(?:\.[a-z-]+)?$/, '')
    .replace(/(?:\.(?:html?|txt|php))?\/*$/, '');
}

/** Several licences share an address (GPL-3.0-only and -or-later): then it names none of them, null. */
function licencesByUrl(): ReadonlyMap<string, Licence | null> {
  const map = new Map<string, Licence | null>();
  for (const licence of licences) {
    const key = urlKey(licence.url);
    map.set(key, map.has(key) ? null : licence);
  }
  return map;
}

/** The deed of a Creative Commons licence is what people link; SPDX lists the legal code. */
function addressOf(id: string, entry: SpdxEntry): string {
  const url = entry.url?.split(/\s+/)[0];
  if (url === undefined || url === '') return `${spdxSchemeUri}${id}.html`;
  return id.startsWith('CC') ? url.replace(/legalcode(?:\.en)?$/, '') : url;
}
