import { lookup } from 'node:dns';
import { request as httpRequest } from 'node:http';
import type { Agent as HttpAgent, IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

import { AppError } from '#shared/support/app-error.ts';
import { createAgents } from './agents.ts';
import { failureOf } from './failure.ts';
import { NetworkFailure } from './network.ts';
import type { LookupAll, PublicTarget } from './public-address.ts';
import { publicLookup, publicTarget } from './public-address.ts';

/**
 * Reads pages of anybody's web server, one request at a time: no credentials, no cookies, no referrer, no
 * redirect followed, time and size bounded, and only of hosts on the public internet, decided with the very
 * address that is connected to. For landing pages; the service's API goes through `Network`.
 */
export interface PageReader {
  /** Rejects with `NetworkFailure`, or with `FORBIDDEN` where the host is not on the public internet. */
  read(request: PageRequest): Promise<PageAnswer>;
}

export interface PageRequest {
  readonly target: PublicTarget;
  /** The target is the practice repository of this app, which is on this computer. */
  readonly isPractice: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** For everything together: connecting, waiting, reading. */
  readonly timeoutMs: number;
  /** Bytes of the body that are read, unpacked; what comes after is not asked for. */
  readonly maxBytes: number;
  /** Whether the body of this answer is read at all. */
  readonly wantsBody: (answer: Omit<PageAnswer, 'body' | 'isCut'>) => boolean;
  readonly signal?: AbortSignal;
}

export interface PageAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly isCut: boolean;
}

/** A certificate that a browser would warn of, and why. */
export class CertificateFailure extends NetworkFailure {
  readonly problem: 'expired' | 'self-signed' | 'other-name' | 'untrusted';

  constructor(problem: CertificateFailure['problem'], message: string) {
    super('certificate', message);
    this.problem = problem;
  }
}

const certificateProblems: Readonly<Record<string, CertificateFailure['problem']>> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'self-signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'other-name',
};

export interface PageReaderOptions {
  /** As for `Network`. Behind a proxy the proxy resolves names: then only the names themselves are checked. */
  readonly proxy?: string | null;
  readonly lookup?: LookupAll;
}

const lookupAll: LookupAll = (hostname, done) => lookup(hostname, { all: true }, done);

export function createPageReader({
  proxy = null,
  lookup: find = lookupAll,
}: PageReaderOptions = {}): PageReader & {
  /** As `PageReaderOptions.proxy`, from now on. */
  useProxy(proxy: string | null): void;
  close(): void;
} {
  // Few sockets are kept: thousands of hosts are asked, most of them once.
  const options = { keepAlive: true, maxFreeSockets: 32, maxTotalSockets: 64 };
  const direct = { lookup: publicLookup(find) as never };
  const agents = createAgents({ options, tunnelsHttp: true, direct }, proxy);

  return {
    async read(request) {
      const { target, isPractice } = request;
      // Asked again here, so that no caller can forget it; a literal address never reaches the lookup.
      if (!isPractice) publicTarget(target.origin + target.path);
      const limit = AbortSignal.timeout(request.timeoutMs);
      const signal =
        request.signal === undefined ? limit : AbortSignal.any([request.signal, limit]);
      const isSecure = target.origin.startsWith('https:');
      try {
        return await ask(request, signal, isSecure ? agents.https : agents.http);
      } catch (cause) {
        if (cause instanceof AppError || cause instanceof NetworkFailure) throw cause;
        if (request.signal?.aborted === true) throw new NetworkFailure('cancelled', 'Cancelled.');
        if (limit.aborted) throw failureOf({ code: 'ETIMEDOUT' }, target.origin);
        throw pageFailure(cause, target.origin);
      }
    },
    useProxy: (next) => agents.useProxy(next),
    close: () => agents.destroy(),
  };
}

function pageFailure(cause: unknown, origin: string): Error {
  const inner = causeOf(cause);
  if (inner instanceof AppError) return inner;
  const failure = failureOf(cause, origin);
  if (failure.kind !== 'certificate') return failure;
  const code = (inner as NodeJS.ErrnoException).code ?? '';
  return new CertificateFailure(certificateProblems[code] ?? 'untrusted', failure.message);
}

/** Several addresses were tried: the first failure speaks for all. */
function causeOf(cause: unknown): unknown {
  return cause instanceof AggregateError && cause.errors.length > 0 ? cause.errors[0] : cause;
}

async function ask(
  { target, headers, maxBytes, wantsBody }: PageRequest,
  signal: AbortSignal,
  agent: HttpAgent | HttpsAgent,
): Promise<PageAnswer> {
  const send = target.origin.startsWith('https:') ? httpsRequest : httpRequest;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = send(target.origin + target.path, {
      method: 'GET',
      agent,
      signal,
      headers: { 'Accept-Encoding': 'gzip, deflate, br', ...headers },
    });
    request.on('response', resolve);
    request.on('error', reject);
    request.end();
  });
  const head = { status: response.statusCode ?? 0, headers: plainHeaders(response) };
  if (!wantsBody(head)) {
    response.destroy();
    return { ...head, body: new Uint8Array(), isCut: false };
  }
  return { ...head, ...(await readBody(response, maxBytes)) };
}

async function readBody(
  response: IncomingMessage,
  maxBytes: number,
): Promise<Pick<PageAnswer, 'body' | 'isCut'>> {
  const stream = unpacked(response);
  const pieces: Buffer[] = [];
  let size = 0;
  let isCut = false;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      pieces.push(piece.subarray(0, Math.max(0, maxBytes - size)));
      size += piece.length;
      isCut = size > maxBytes;
      if (isCut) break;
    }
  } finally {
    if (!response.complete) response.destroy();
  }
  return { body: Buffer.concat(pieces), isCut };
}

/** Unpacked as it comes, so that a bomb costs no more than what is read of it. */
function unpacked(response: IncomingMessage): Readable {
  const coding = (response.headers['content-encoding'] ?? '').toLowerCase().trim();
  const unpack =
    coding === 'gzip' || coding === 'x-gzip'
      ? createGunzip()
      : coding === 'deflate'
        ? createInflate()
        : coding === 'br'
          ? createBrotliDecompress()
          : null;
  if (unpack === null) return response;
  response.on('error', (cause) => unpack.destroy(cause));
  return response.pipe(unpack);
}

function plainHeaders(response: IncomingMessage): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}
