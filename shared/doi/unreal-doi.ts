/**
 * Prefixes that are kept for tests and examples: DataCite's is the practice repository's, Crossref's is the practice
 * hub's. Their DOIs lead nowhere and are never shown as a link that looks like a real one (issue 7). Those of the
 * test service have prefixes of their accounts: where it matters, their repository says so (`share/mark-unreal.ts`).
 */
const unrealPrefixes = ['10.5072/', '10.5555/'] as const;

export function isUnrealDoi(doi: string): boolean {
  return unrealPrefixes.some((prefix) => doi.startsWith(prefix));
}

const unrealResolver = 'https://practice.invalid/';

/** A DOI within a sentence: the full address (requirement E23), or the name with its mark. */
export function doiInWords(doi: string): string {
  return isUnrealDoi(doi) ? `PRACTICE ${doi} (not a real DOI)` : `https://doi.org/${doi}`;
}

/** An address for links and machines; under `.invalid`, which never resolves (RFC 6761), for what is not real. */
export function doiAddress(doi: string): string {
  const path = encodeURI(doi).replaceAll('#', '%23').replaceAll('?', '%3F');
  return `${isUnrealDoi(doi) ? unrealResolver : 'https://doi.org/'}${path}`;
}

/** The DOI of an address that `doiAddress` made of an unreal one; null: it is another address. */
export function unrealDoiAt(address: string): string | null {
  if (!address.startsWith(unrealResolver)) return null;
  try {
    return decodeURIComponent(address.slice(unrealResolver.length));
  } catch {
    return null;
  }
}
