import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Who may talk to the browser host. It listens on the loopback interface, where every program and,
 * through the browser, every web page can knock; so: only our own names in Host (DNS rebinding), our own origin
 * wherever a page could be another's, and a cookie that only the one-time launch link gives.
 */
export interface Gate {
  /** The secret of the launch link; spent by the first `takeToken` that names it. */
  readonly launchToken: string;
  /** Spends the launch token: the cookie for the browser that had it, or null when it is wrong or spent. */
  takeToken(token: string): string | null;
  /** The cookie of this session, for whoever the entrance let in. */
  cookie(): string;
  /** Null: may pass. Else why not, in one short sentence. */
  refusal(request: IncomingMessage, asks: { readonly origin: boolean }): string | null;
  isOurHost(request: IncomingMessage): boolean;
}

export function createGate(port: number, address = '127.0.0.1'): Gate {
  const launchToken = randomBytes(32).toString('base64url');
  const session = randomBytes(32).toString('base64url');
  // Cookies do not know ports: two hosts at once must not take each other's.
  const cookieName = `steward-${port}`;
  const hosts = new Set(
    [address, ...(address === '127.0.0.1' ? ['localhost'] : [])].flatMap((name) => [
      `${name}:${port}`,
      // Browsers leave the port of http out.
      ...(port === 80 ? [name] : []),
    ]),
  );
  let isSpent = false;

  const cookie = (): string => `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`;
  const isOurHost = (request: IncomingMessage): boolean => hosts.has(request.headers.host ?? '');
  return {
    launchToken,
    takeToken(token) {
      if (isSpent || !isEqual(token, launchToken)) return null;
      isSpent = true;
      return cookie();
    },
    cookie,
    isOurHost,
    refusal(request, asks) {
      if (!isOurHost(request)) return 'This address is not served here.';
      const origin = request.headers.origin;
      const ours = `http://${request.headers.host ?? ''}`;
      if (asks.origin ? origin !== ours : origin !== undefined && origin !== ours) {
        return 'Another site may not call this.';
      }
      const site = request.headers['sec-fetch-site'];
      if (site !== undefined && site !== 'same-origin' && site !== 'none') {
        return 'Another site may not call this.';
      }
      const given = readCookie(request.headers.cookie ?? '', cookieName);
      return isEqual(given, session) ? null : 'Open the app with the link that it printed.';
    },
  };
}

function readCookie(header: string, name: string): string {
  for (const part of header.split(';')) {
    const [key = '', value = ''] = part.trim().split('=', 2);
    if (key === name) return value;
  }
  return '';
}

function isEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
