import { NetworkFailure } from './network.ts';
import type { NetworkFailureKind } from './network.ts';

/** Error codes of Node, OpenSSL and axios, and what each says about the request's effect. */
const kinds: Readonly<Record<string, NetworkFailureKind>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'timeout',
  ECONNABORTED: 'timeout',
  ESOCKETTIMEDOUT: 'timeout',
  ERR_CANCELED: 'cancelled',
  ERR_PROXY_TUNNEL: 'proxy',
  ERR_PROXY_INVALID_CONFIG: 'proxy',
  CERT_HAS_EXPIRED: 'certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
};

const sentences: Readonly<Record<NetworkFailureKind, string>> = {
  refused: 'refused the connection',
  unreachable: 'cannot be reached from here',
  timeout: 'did not answer in time',
  reset: 'broke the connection off',
  'too-large': 'gave a larger answer than is allowed',
  certificate:
    'has a certificate that cannot be trusted, so nothing was sent. Check the clock of this computer, and whether the network inspects encrypted traffic: if it does, your IT can make the system trust its certificate, and this app then does, too. Do not go on from a network that you do not know. Nothing is lost',
  proxy:
    'cannot be reached through the proxy of this network, which refused or asks for a name and password. Nothing is lost. Ask your IT to let this computer through, or start the app with HTTPS_PROXY=http://NAME:PASSWORD@PROXY:PORT in its environment',
  cancelled: 'was not waited for',
};

/**
 * Any error of the HTTP library as a `NetworkFailure` that names the host and nothing of the
 * request. What is not known for certain counts as `reset`: its effect is found out by reading.
 */
export function failureOf(cause: unknown, origin: string): NetworkFailure {
  const kind = kindOf(cause);
  return new NetworkFailure(kind, `${new URL(origin).host} ${sentences[kind]}.`);
}

function kindOf(cause: unknown): NetworkFailureKind {
  const code = textOf(cause, 'code');
  if (textOf(cause, 'message').includes('maxContentLength')) return 'too-large';
  // A time-out while connecting: nothing was sent.
  if (code === 'ETIMEDOUT' && textOf(cause, 'syscall') === 'connect') return 'unreachable';
  if (/^(?:UNABLE_TO_|CERT_|ERR_TLS_CERT)/.test(code)) return 'certificate';
  if (Array.isArray(memberOf(cause, 'errors'))) {
    const inner = memberOf(cause, 'errors') as unknown[];
    if (inner.length > 0) return kindOf(inner[0]);
  }
  return kinds[code] ?? 'reset';
}

function textOf(cause: unknown, name: string): string {
  const value = memberOf(cause, name) ?? memberOf(memberOf(cause, 'cause'), name);
  return typeof value === 'string' ? value : '';
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
