import spdx from 'spdx-license-list/spdx.json' with { type: 'json' };
import { isJsonObject, type Json, type JsonObject } from '../support/json.ts';
import { spdxSchemeUri } from '../values/licence.ts';

/** As the service has it: for Creative Commons the address of the legal code, not that of the deed. */
interface Licence {
  /** In lower case, as the service stores it. */
  readonly lowerId: string;
  readonly name: string;
  readonly url: string | undefined;
}

const byId = new Map<string, Licence>();
const byUrl = new Map<string, Licence>();
const byName = new Map<string, Licence>();
const list: Readonly<Record<string, { readonly name: string; readonly url?: string }>> = spdx;
for (const [id, { name, url }] of Object.entries(list)) {
  const licence = { lowerId: id.toLowerCase(), name, url };
  byId.set(licence.lowerId, licence);
  if (url !== undefined && !byUrl.has(url)) byUrl.set(url, licence);
  if (!byName.has(name)) byName.set(name, licence);
}

const commonsDeed =
  /^https:\/\/creativecommons\.org\/(?:licenses\/(?:by(?:-nc|-nd|-sa|-nc-sa|-nc-nd|-nd-nc)?)\/\d\.\d|publicdomain\/zero\/1\.0)$/;

/** The address under which SPDX lists a licence: https, no trailing slash, Creative Commons as legal code. */
function licenceUrl(text: string): string | null {
  if (!/^https?:\/\/\S+$/.test(text)) return null;
  const url = text.replace(/^http:/, 'https:').replace(/\/+$/, '');
  // The service maps by-nd 4.0 to the text of 2.0 (datacite/datacite#2441).
  if (url === 'https://creativecommons.org/licenses/by-nd/4.0') {
    return 'https://creativecommons.org/licenses/by-nd/2.0/legalcode';
  }
  if (url === 'https://creativecommons.org/licenses/by/3.0/us') {
    return 'https://creativecommons.org/licenses/by/3.0/legalcode';
  }
  return commonsDeed.test(url) ? `${url}/legalcode` : url;
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function findLicence(rights: JsonObject): Licence | undefined {
  const address = (value: string): Licence | undefined => {
    const url = licenceUrl(value);
    return url === null ? undefined : (byUrl.get(url) ?? byUrl.get(`${url}/`));
  };
  return (
    byId.get(text(rights['rightsIdentifier']).toLowerCase()) ??
    address(text(rights['rightsUri'])) ??
    byName.get(text(rights['rights'])) ??
    address(text(rights['rights']))
  );
}

/**
 * `rightsList` as it is stored: an entry that names an SPDX licence by identifier, address or name is
 * written over with SPDX's own, the identifier in lower case (datacite.md 1.8; datacite#2126); any
 * other keeps its members, but an identifier in lower case. Nulls are removed.
 */
export function storedRights(list: readonly Json[]): Json[] {
  return list.filter(isJsonObject).map((entry) => {
    const stored = writtenOver(entry as JsonObject);
    return Object.fromEntries(
      Object.entries(stored).filter((member): member is [string, Json] => member[1] != null),
    );
  });
}

/** An entry as it is stored, with members that are null or undefined where it has none. */
export function writtenOver(rights: JsonObject): Readonly<Record<string, Json | undefined>> {
  const licence = findLicence(rights);
  return licence === undefined
    ? { ...rights, rightsIdentifier: text(rights['rightsIdentifier']).toLowerCase() || null }
    : {
        rights: licence.name,
        rightsUri: licence.url,
        rightsIdentifier: licence.lowerId,
        rightsIdentifierScheme: 'SPDX',
        schemeUri: spdxSchemeUri,
        lang: rights['lang'],
      };
}
