/** A commit of Git in full (SHA-1, 40 hexadecimal digits). */
export const commitPattern = /^[0-9a-f]{40}$/i;

/**
 * MD5, SHA-1, SHA-256 or SHA-512 in hexadecimal digits, with or without the name of the algorithm (`sha256:`). A commit is
 * one too.
 */
const digest =
  /^(?:[a-z0-9-]{2,10}:)?(?<hex>[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i;

/** Software Heritage identifier (SWHID) of a revision, release, snapshot, directory or file. */
export const archivePattern = /^swh:1:(?:rev|rel|dir|cnt|snp):[0-9a-f]{40}/i;

/** The digits of a checksum or commit, in lower case; null where the text is neither. */
export function digestOf(text: string): string | null {
  return digest.exec(text)?.groups?.['hex']?.toLowerCase() ?? null;
}
