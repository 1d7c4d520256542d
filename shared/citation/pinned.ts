import type { Attributes } from '../metadata/attributes.ts';
import { textOf } from '../values/tolerant.ts';

/** What a version DOI is pinned to, so that everybody gets the same bytes at any time (requirement A23). */
export interface Pin {
  readonly kind: 'commit' | 'tag' | 'checksum' | 'archive';
  readonly value: string;
}

const commit = /^[0-9a-f]{40}$/i;
/** A SHA-256 commit looks like any SHA-256: without a word of its type it is called what it also is. */
const checksum = /^(?:[a-z0-9-]{2,10}:)?(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i;
/** Software Heritage identifier (SWHID) of a revision, release, directory or file. */
const archive = /^swh:1:(?:rev|rel|dir|cnt|snp):[0-9a-f]{40}/i;
const commitPage = /\/(?:tree|commit|blob|resolve)\/(?<value>[0-9a-f]{40})(?:[/?#]|$)/i;
/** A release, or a branch page whose name is the name of a version: `v1.2`, `2.0.1`. */
const tagPage = /\/(?:releases\/tag\/|tree\/(?=v?\d+(?:\.\d+)+(?:[/?#]|$)))(?<value>[^/?#]+)/;

/** Told by the alternate identifiers first, else by the address; null where nothing pins the record. */
export function pinOf({ identifiers = [], url }: Attributes): Pin | null {
  for (const { identifier, identifierType } of identifiers) {
    const value = textOf(identifier).trim();
    const type = textOf(identifierType).toLowerCase();
    if (archive.test(value)) return { kind: 'archive', value };
    if (commit.test(value) || (type.includes('commit') && checksum.test(value)))
      return { kind: 'commit', value };
    if (checksum.test(value)) return { kind: 'checksum', value };
  }
  const address = textOf(url);
  const sha = commitPage.exec(address)?.groups?.['value'];
  if (sha !== undefined) return { kind: 'commit', value: sha };
  const tag = tagPage.exec(address)?.groups?.['value'];
  return tag === undefined ? null : { kind: 'tag', value: tag };
}
