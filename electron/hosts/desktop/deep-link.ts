import { doiKey } from '#shared/doi/doi.ts';

/** The scheme of links to this app: `doi-steward://record/10.5072/abc`. */
export const linkScheme = 'doi-steward';

/**
 * The place that a link to this app names, or null. It only shows a record; a link from a page or a mail
 * can never change or send anything.
 */
export function routeOfLink(link: string): string | null {
  const url = link.length > 3000 ? null : URL.parse(link);
  if (url?.protocol !== `${linkScheme}:` || url.host !== 'record') return null;
  let doi: string;
  try {
    doi = decodeURIComponent(url.pathname.replace(/^\//, ''));
  } catch {
    return null; // a broken escape names nothing
  }
  if (!/^10\.\d{4,9}(?:\.\d+)*\/[^\s\u0000-\u001f\u007f]+$/.test(doi)) return null;
  return `#/records/${encodeURIComponent(doiKey(doi))}`;
}

/** What a second start, or the system, asks this app to open. */
export interface Opened {
  readonly route: string | null;
  /** Absolute paths of files to bring in. */
  readonly files: readonly string[];
}

const collectionFile = /\.(?:csv|tsv|xlsx|json|xml)$/i;

/** Reads what Windows and Linux pass as arguments: links and files, among switches. */
export function readOpened(args: readonly string[]): Opened {
  const route = args.map(routeOfLink).find((found) => found !== null) ?? null;
  const files = args.filter((arg) => !arg.startsWith('-') && collectionFile.test(arg));
  return { route, files };
}
