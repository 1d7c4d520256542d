import type { Attributes } from '../metadata/attributes.ts';
import { archivePattern, commitPattern, digestOf } from '../values/digest.ts';
import { textOf } from '../values/tolerant.ts';

/** What a version DOI is pinned to, so that everybody gets the same bytes at any time (requirement A23). */
export interface Pin {
  readonly kind: 'commit' | 'tag' | 'checksum' | 'archive';
  readonly value: string;
}

const commitPage = /\/(?:tree|commit|blob|resolve)\/(?<value>[0-9a-f]{40})(?:[/?#]|$)/i;
/** A release, or a branch page whose name is the name of a version: `v1.2`, `2.0.1`. */
const tagPage = /\/(?:releases\/tag\/|tree\/(?=v?\d+(?:\.\d+)+(?:[/?#]|$)))(?<value>[^/?#]+)/;

/** Told by the alternate identifiers first, else by the address; null where nothing pins the record. */
export function pinOf({ identifiers = [], url }: Attributes): Pin | null {
  for (const { identifier, identifierType } of identifiers) {
    const value = textOf(identifier).trim();
    const type = textOf(identifierType).toLowerCase();
    if (archivePattern.test(value)) return { kind: 'archive', value };
    const isDigest = digestOf(value) !== null;
    // A SHA-256 commit looks like any SHA-256: without a word of its type it is called what it also is.
    if (commitPattern.test(value) || (isDigest && type.includes('commit')))
      return { kind: 'commit', value };
    if (isDigest) return { kind: 'checksum', value };
  }
  const address = textOf(url);
  const sha = commitPage.exec(address)?.groups?.['value'];
  if (sha !== undefined) return { kind: 'commit', value: sha };
  const tag = tagPage.exec(address)?.groups?.['value'];
  return tag === undefined ? null : { kind: 'tag', value: tag };
}
