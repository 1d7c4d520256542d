/**
 * The decisions that keep the window ours, as pure functions with a table of tests. The page has one
 * origin, `app://steward`; whatever else asks is refused.
 */
export const pageScheme = 'app';
export const pageOrigin = 'app://steward';
export const pageUrl = `${pageOrigin}/index.html`;

/** True for a message from the main frame of our own page. A frame that is gone sends nothing. */
export function isTrustedSender(
  frame: { readonly url: string; readonly parent: unknown } | null,
  isOurWindow: boolean,
): boolean {
  return isOurWindow && frame?.parent === null && isOurPage(frame.url);
}

/** True for `app://steward/...` and nothing that merely looks like it. */
export function isOurPage(url: string): boolean {
  const parsed = URL.parse(url);
  return (
    parsed?.protocol === `${pageScheme}:` &&
    parsed.host === 'steward' &&
    parsed.username === '' &&
    parsed.password === ''
  );
}

/**
 * What becomes of a link out of the page, if its host has a name and no credentials: https opens in the
 * person's browser, http after she was shown the host, ftp is copied, everything else is refused.
 */
export function decideExternal(url: string): 'open' | 'ask' | 'copy' | 'refuse' {
  const parsed = URL.parse(url);
  const isPlain =
    parsed?.username === '' && parsed.password === '' && parsed.hostname.includes('.');
  if (!isPlain) return 'refuse';
  const { protocol, hostname } = parsed;
  if (protocol === 'https:') return 'open';
  if (protocol === 'ftp:' || protocol === 'ftps:') return 'copy';
  // Plain http to a number is somebody's printer, not a landing page.
  return protocol === 'http:' && !/^[\d.]+$/.test(hostname) ? 'ask' : 'refuse';
}

/** Navigation of a frame: the page stays where it is; a link to the web opens outside. */
export function decideNavigation(url: string): 'stay' | 'open-outside' | 'refuse' {
  if (isOurPage(url)) return 'stay';
  return decideExternal(url) === 'refuse' ? 'refuse' : 'open-outside';
}

/** No device, no sensor, no notification asks for anything here; only copying text is allowed. */
export function decidePermission(permission: string): boolean {
  return permission === 'clipboard-sanitized-write';
}
