/**
 * DOIs under the prefix that is kept for tests, which is the practice repository's: they lead nowhere and are never
 * shown as a link that looks like a real one (issue 7). Those of the test service have prefixes of their accounts:
 * where it matters, their repository says so (`share/mark-unreal.ts`).
 */
const testPrefix = '10.5072/';

export function isUnrealDoi(doi: string): boolean {
  return doi.startsWith(testPrefix);
}

/** A DOI within a sentence: the full address (requirement E23), or the name with its mark. */
export function doiInWords(doi: string): string {
  return isUnrealDoi(doi) ? `PRACTICE ${doi} (not a real DOI)` : `https://doi.org/${doi}`;
}

/** An address for links and machines; under `.invalid`, which never resolves (RFC 6761), for what is not real. */
export function doiAddress(doi: string): string {
  const path = encodeURI(doi).replaceAll('#', '%23').replaceAll('?', '%3F');
  return `https://${isUnrealDoi(doi) ? 'practice.invalid' : 'doi.org'}/${path}`;
}
