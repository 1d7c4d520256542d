import type { CitedPlace } from '../citation/cited-place.ts';
import { asDoi, doiUrl } from '../doi/doi.ts';
import { noteOfPlace } from '../text/version-place.en.ts';
import type { Position } from '../versions/position.ts';
import type { Realm } from './mark-unreal.ts';
import { realmMarks, unrealAddress } from './mark-unreal.ts';

/** The place of a record in its version chain for whatever leaves the app; its DOIs lead where theirs lead. */
export function tellPlace(position: Position | null, realm: Realm): CitedPlace | null {
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
