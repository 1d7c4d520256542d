import type { Secret } from '#shared/support/secret.ts';

/**
 * The one way to the network. A request names a fixed origin and a path; credentials are added only
 * after the origin was checked, redirects are never followed, sizes and times are bounded, and an
 * error never carries a request's headers (axios errors do).
 */
export interface Network {
  send(request: HttpRequest): Promise<HttpResponse>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'MKCOL';
  /** Scheme, host and port: `https://api.datacite.org`. The only origin that this call may reach. */
  readonly origin: string;
  /** Path and query, beginning with `/`; an absolute URL is refused. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly auth?: { readonly username: string; readonly password: Secret };
  /** Milliseconds; 60,000 unless told. */
  readonly timeoutMs?: number;
  /** Largest answer in bytes; 20 MiB unless told. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Why no answer came. `refused`, `unreachable`, `certificate` and `proxy`: the request certainly never arrived. `timeout`,
 * `reset` and `too-large`: it may have, so its effect is unknown until it is read.
 */
export type NetworkFailureKind =
  | 'refused'
  | 'unreachable'
  | 'timeout'
  | 'reset'
  | 'too-large'
  | 'certificate'
  | 'proxy'
  | 'cancelled';

export class NetworkFailure extends Error {
  override readonly name = 'NetworkFailure';
  readonly kind: NetworkFailureKind;

  constructor(kind: NetworkFailureKind, message: string) {
    super(message);
    this.kind = kind;
  }

  /** True when the request may have had its effect although no answer came. */
  get isAmbiguous(): boolean {
    return this.kind === 'timeout' || this.kind === 'reset' || this.kind === 'too-large';
  }
}
