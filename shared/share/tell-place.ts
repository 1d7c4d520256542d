import type { CitedPlace } from '../citation/cited-place.ts';
import { pinOf } from '../citation/pinned.ts';
import { asDoi, doiUrl } from '../doi/doi.ts';
import type { Attributes } from '../metadata/attributes.ts';
import { noteOfPlace, pinText } from '../text/version-place.en.ts';
import type { Position } from '../versions/position.ts';
import type { Realm } from './mark-unreal.ts';
import { realmMarks, unrealAddress } from './mark-unreal.ts';

/**
 * The place of a record in its version chain for whatever leaves the app, and what the version is pinned to (requirement
 * A23); its DOIs lead where theirs lead. Null where there is nothing to tell.
 */
export function tellPlace(
  position: Position | null,
  { realm, attributes }: { readonly realm: Realm; readonly attributes: Attributes },
): CitedPlace | null {
  const place = placeOf(position, realm);
  const pin = pinOf(attributes);
  if (pin === null) return place;
  if (place === null) return { note: pinText(pin), number: null, newer: null };
  return { ...place, note: `${place.note}. ${pinText(pin)}` };
}

function placeOf(position: Position | null, realm: Realm): CitedPlace | null {
  if (position === null) return null;
  const addressOf = (name: string | null): string | null => {
    const doi = asDoi(name ?? '');
    if (doi === null) return null;
    return realmMarks[realm] === '' ? doiUrl(doi) : unrealAddress(doi, realm);
  };
  if (position.kind === 'canonical') {
    const latest = addressOf(position.latest);
    return { note: noteOfPlace(position, latest), number: null, newer: null };
  }
  const newer = addressOf(position.newer);
  return { note: noteOfPlace(position, newer), number: position.number, newer };
}
