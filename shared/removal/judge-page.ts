/** What was read at the address of a page. */
export interface PageAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export type PageProblem =
  'not-there' | 'moved' | 'not-html' | 'login' | 'no-doi' | 'no-statement' | 'no-json-ld';

const dataBlock = /<script type=["']?application\/ld\+json["']?>([\s\S]*?)<\/script>/i;

/**
 * Whether what the public gets at the address is our page, and this edition of it: 200 or 410, HTML, with
 * the DOI, the statement and the data block. A page that says 200 and is none of ours (an error page in
 * disguise, a wall before the page) is found by what it lacks. `expected` is the page as it was made: a server
 * may add lines of its own or hide an e-mail address from robots, but the data, and with them what was taken
 * out of them, are this edition's.
 */
export function judgePage(
  { status, contentType, body }: PageAnswer,
  what: { readonly address: string; readonly mark: string; readonly expected: string },
): PageProblem | null {
  if (status >= 300 && status < 400) return 'moved';
  if (status === 401 || status === 403 || status === 407) return 'login';
  if (status !== 200 && status !== 410) return 'not-there';
  if (!/^(?:text\/html|application\/xhtml\+xml)\b/i.test(contentType.trim())) return 'not-html';
  if (body === what.expected) return null;
  const isOurs = body.includes(what.address);
  if (!isOurs && /<input[^>]+type=["']?password/i.test(body)) return 'login';
  if (!isOurs) return 'no-doi';
  const data = dataBlock.exec(body);
  if (data === null) return 'no-json-ld';
  const isSameData = squeezed(data[1]) === squeezed(dataBlock.exec(what.expected)?.[1]);
  // The statement has to be seen; that it stands in the data is not enough.
  return isSameData && body.replace(data[0], '').includes(what.mark) ? null : 'no-statement';
}

/** White space is the server's own. */
function squeezed(text = ''): string {
  return text.replace(/\s+/g, ' ').trim();
}
