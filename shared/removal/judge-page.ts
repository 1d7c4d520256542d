/** What was read at the address of a page. */
export interface PageAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export type PageProblem =
  'not-there' | 'moved' | 'not-html' | 'login' | 'no-doi' | 'no-statement' | 'no-json-ld';

/**
 * Whether what the public gets at the address is our page, and this edition of it: 200 or 410, HTML, with
 * the DOI, the statement and the data block. A page that says 200 and is none of ours (an error page in
 * disguise, a wall before the page) is found by what it lacks. `expected` is the page as it was made; null
 * accepts any page that has the three.
 */
export function judgePage(
  { status, contentType, body }: PageAnswer,
  what: { readonly address: string; readonly mark: string; readonly expected: string | null },
): PageProblem | null {
  if (status >= 300 && status < 400) return 'moved';
  if (status === 401 || status === 403 || status === 407) return 'login';
  if (status !== 200 && status !== 410) return 'not-there';
  if (!/^(?:text\/html|application\/xhtml\+xml)\b/i.test(contentType.trim())) return 'not-html';
  if (what.expected !== null && body === what.expected) return null;
  const isOurs = body.includes(what.address);
  if (!isOurs && /<input[^>]+type=["']?password/i.test(body)) return 'login';
  if (!isOurs) return 'no-doi';
  if (!/<script type=["']?application\/ld\+json/i.test(body)) return 'no-json-ld';
  if (!body.includes(what.mark)) return 'no-statement';
  // A server may add a line of its own; another edition of the page has another statement or citation.
  return null;
}
