import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { entranceText as text } from '#shared/text/entrance.en.ts';
import type { Secret } from '#shared/support/secret.ts';
import { reveal } from '#shared/support/secret.ts';

/**
 * The door for people on other computers: a page that asks for the password of this host. There only when a person
 * started it for others (`--listen`, `--for-others`) and gave a password. Five wrong ones shut it for a while,
 * for everybody: guessing must not pay, and whoever is locked out is told.
 */
export interface Entrance {
  /** The page that asks. */
  show(response: ServerResponse): void;
  /** Takes what the page sends; lets in with this cookie, or says why not. */
  enter(request: IncomingMessage, response: ServerResponse, cookie: () => string): Promise<void>;
}

const mostWrong = 5;
const shutForMs = 60_000;
const mostBytes = 2000;
/** A wrong password is answered after so long, so that a connection tries one a second. */
const answerAfterMs = 1000;

export function createEntrance(
  password: Secret,
  { now, waitMs = answerAfterMs }: { readonly now: () => number; readonly waitMs?: number },
): Entrance {
  const wanted = digest(reveal(password));
  let wrongCount = 0;
  let shutUntil = 0;
  return {
    show: (response) => page(response, 200, null),
    async enter(request, response, cookie) {
      if (now() < shutUntil) {
        page(response, 429, text.tooMany);
        return;
      }
      const given = await readPassword(request);
      if (given !== null && timingSafeEqual(digest(given), wanted) && now() >= shutUntil) {
        wrongCount = 0;
        response.writeHead(303, { 'Set-Cookie': cookie(), Location: '/' });
        response.end();
        return;
      }
      wrongCount += 1;
      if (wrongCount >= mostWrong) [wrongCount, shutUntil] = [0, now() + shutForMs];
      await sleep(waitMs);
      page(response, 403, text.wrong);
    },
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The field of the form; null for whatever is not the form. */
async function readPassword(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) return null;
    chunks.push(chunk);
  }
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return null;
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8')).get('password');
}

/** No script, no style of its own: it must show in any browser, and nothing in it can be turned into either. */
function page(response: ServerResponse, status: number, problem: string | null): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy':
      "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  });
  const said = problem === null ? '' : `<p role="alert">${problem}</p>`;
  response.end(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text.title}</title><main><h1>${text.title}</h1><p>${text.lead}</p>${said}<form method="post" action="/enter"><label>${text.password} <input name="password" type="password" autocomplete="current-password" required autofocus></label> <button>${text.enter}</button></form></main></html>`,
  );
}
