import type { Meaning, Place } from './known-texts.ts';
import { blankTexts, modelTexts, requestTexts, schemaTexts } from './known-texts.ts';
import { nameOfPath, pathOfSource } from './source-path.ts';

export interface ServiceError {
  readonly source?: string | null;
  readonly title?: string | null;
  readonly status?: number | string | null;
}

export interface Explanation {
  /** Path in the attributes, '' for the record or the request as a whole. */
  readonly path: string;
  readonly message: string;
  readonly nextStep: string;
  /** False: the text is not in our list, and `message` is the service's own. */
  readonly known: boolean;
}

/**
 * One error of the service in the words of the field that must change. The service's texts are matched by
 * what they say, never by source alone, and change without notice (datacite.md 1.8, 4): an unknown one is
 * shown verbatim.
 */
export function explainServiceError(error: ServiceError): Explanation {
  const source = (error.source ?? '').trim();
  const title = (error.title ?? '').trim();
  const status = Number(error.status ?? Number.NaN);
  const bare = bareText(title);
  const place: Place = {
    source,
    path: pathOfSource(source),
    name: nameOfPath(pathOfSource(source)),
  };
  const found = blankMeaning(source, bare) ?? knownMeaning(bare, place, status);
  if (found !== null) {
    return {
      path: found.path ?? place.path,
      message: found.message,
      nextStep: found.nextStep,
      known: true,
    };
  }
  const message =
    title === ''
      ? `The service answered with status ${error.status ?? 'unknown'} and no text.`
      : title;
  return { path: place.path, message, nextStep: nextStepFor(status, place), known: false };
}

/** Takes off the DOI in front and the line behind: they name a place in an XML that nobody sees. */
function bareText(title: string): string {
  return title
    .replace(/^DOI \S+:\s+/i, '')
    .replace(/\.?\s+at line \d+, column \d+\.?$/i, '')
    .replace(/^Element '[^']*'(?:, attribute '[^']*')?:\s*/i, '');
}

function blankMeaning(source: string, text: string): Meaning | null {
  const key = `${source} ${text.replace(/['’]/g, '’').replace(/\.$/, '').toLowerCase()}`;
  return Object.hasOwn(blankTexts, key) ? (blankTexts[key] ?? null) : null;
}

function knownMeaning(text: string, place: Place, status: number): Meaning | null {
  for (const list of [modelTexts, schemaTexts, requestTexts]) {
    for (const known of list) {
      if (known.status !== undefined && known.status !== status) continue;
      const match = known.text.exec(text);
      if (match !== null) return known.meaning(match, place);
    }
  }
  return null;
}

function nextStepFor(status: number, { path, name }: Place): string {
  if (status >= 500) return 'The service has a problem. The app tries again; nothing is lost.';
  if (status === 401 || status === 403) return 'Check the repository’s account and its prefixes.';
  if (path !== '') return `Look at the ${name}, and compare with the findings of this record.`;
  return 'Compare with the findings of this record; if there are none, report it with the log.';
}
