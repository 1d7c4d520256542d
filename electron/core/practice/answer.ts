import type { Json } from '#shared/support/json.ts';

/** What a request is answered with, before it is written to the connection. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** A record was changed on the way. */
  readonly effect?: Effect;
}

/** A change of one record, for the effect log. */
export interface Effect {
  readonly action: 'create' | 'update' | 'delete' | 'transfer' | 'undo';
  readonly doi: string;
}

export function jsonAnswer(
  status: number,
  body: Json,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

export function emptyAnswer(
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers, body: null };
}

/** An address as a header can carry it: what is no plain ASCII is percent-encoded. */
export function headerUrl(url: string): string {
  return url.toWellFormed().replace(/[^\x21-\x7e]+/g, encodeURIComponent);
}

export function textAnswer(status: number, contentType: string, body: string): Answer {
  return { status, headers: { 'content-type': contentType }, body };
}

/** The error bodies that the service gives, to the letter (datacite.md 1.4). */
const titles: Readonly<Record<number, string>> = {
  401: 'Bad credentials.',
  403: 'You are not authorized to access this resource.',
  404: "The resource you are looking for doesn't exist.",
  405: 'Method not allowed',
  406: 'The content type is not recognized.',
  409: 'The resource already exists.',
  410: 'The resource you are looking for has been removed.',
  429: 'Your request has been rate limited. See https://support.datacite.org/docs/rate-limit.',
};

/** An error in the framework's form: `status` is a text there. */
export function errorAnswer(
  status: number,
  title: string = titles[status] ?? 'Internal Server Error',
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return jsonAnswer(status, { errors: [{ status: String(status), title }] }, headers);
}

/** What a load balancer answers when the service behind it does not: HTML, not JSON. */
export function gatewayAnswer(status: number): Answer {
  const phrase: Readonly<Record<number, string>> = {
    413: 'Request Entity Too Large',
    500: 'Internal Server Error',
    502: 'Bad Gateway',
    503: 'Service Temporarily Unavailable',
    504: 'Gateway Time-out',
  };
  const title = `${status} ${phrase[status] ?? 'Error'}`;
  return textAnswer(
    status,
    'text/html',
    `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`,
  );
}

/** Ends the handling of a request with an answer. Never leaves the practice repository. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`Answered with ${answer.status}`);
    this.answer = answer;
  }
}

/** Refuses with one of the service's fixed bodies, or a title of its own. */
export function refuse(status: number, title?: string): never {
  throw new Refusal(errorAnswer(status, title));
}
