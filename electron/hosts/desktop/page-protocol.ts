import { randomBytes } from 'node:crypto';

import type { BuiltPage } from '../page/built-page.ts';
import { contentSecurityPolicy, securityHeaders } from '../page/security-headers.ts';
import { isOurPage, pageScheme } from './decisions.ts';
import type { Desktop } from './electron.ts';

/** To be called before Electron is ready: gives `app://` an origin, a secure context and fetch. */
export function claimScheme(desktop: Desktop): void {
  desktop.protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built page at `app://steward/`, with a nonce of its own for each load. */
export function servePage(desktop: Desktop, page: BuiltPage): void {
  desktop.protocol.handle(pageScheme, (request) => answer(page, request));
}

function answer(page: BuiltPage, request: Request): Response {
  if (!isOurPage(request.url) || request.method !== 'GET') return plain(403);
  const path = new URL(request.url).pathname;
  if (path === '/' || path === '/index.html') {
    const nonce = randomBytes(16).toString('base64');
    return new Response(page.html(nonce), {
      headers: {
        ...securityHeaders,
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': contentSecurityPolicy(nonce),
      },
    });
  }
  const file = page.file(path);
  if (file === null) return plain(404);
  return new Response(new Uint8Array(file.body), {
    headers: { ...securityHeaders, 'Content-Type': file.type },
  });
}

function plain(status: number): Response {
  return new Response('', {
    status,
    headers: { ...securityHeaders, 'Content-Security-Policy': "default-src 'none'" },
  });
}
