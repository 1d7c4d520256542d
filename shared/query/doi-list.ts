import { doiKey, parseDoi } from '../doi/doi.ts';

export interface DoiList {
  /** In the comparison form, each once, in the order of the text. */
  readonly dois: string[];
  /** Pieces that are no DOI, as they were pasted. */
  readonly unreadable: string[];
}

/** Longest text that is pasted as a list, in characters. */
export const pasteLength = 2_000_000;
/** Longest piece that is shown back to a person. */
const longestPiece = 200;

/**
 * Reads the DOIs of a pasted text: a column of a sheet, a list with commas or semicolons, addresses, a
 * whole table whose other cells are no DOIs. A line with a DOI in it tells nothing about its other cells.
 */
export function readDoiList(text: string): DoiList {
  const dois = new Set<string>();
  const unreadable = new Set<string>();
  for (const line of text.split(/\r\n?|\n/)) {
    const usual = doisIn(line.split(separators));
    // Old DOIs hold quotes and angle brackets; only where there is none do they part, as in a piece of HTML.
    const found = usual.length > 0 ? usual : doisIn(line.split(/["'<>\s,;|]+/));
    for (const doi of found) dois.add(doi);
    if (found.length === 0 && line.trim() !== '')
      unreadable.add(line.trim().slice(0, longestPiece));
  }
  return { dois: [...dois], unreadable: [...unreadable] };
}

/** Commas are part of some DOIs: they part where a DOI may begin behind them, and beside the quotes of a CSV. */
const separators = /[\t;|]|(?<="),|,(?="|\s|$|https?:|doi:|10\.)|\s+/i;

function doisIn(pieces: readonly string[]): string[] {
  return pieces.flatMap((piece) => {
    const parsed = parseDoi(piece);
    return parsed.ok ? [doiKey(parsed.value)] : [];
  });
}
