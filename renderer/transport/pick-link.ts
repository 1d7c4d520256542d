import { createBrowserLink } from './browser-link.ts';
import type { DesktopBridge } from './desktop-link.ts';
import { createDesktopLink } from './desktop-link.ts';
import type { HostLink } from './host-link.ts';

declare global {
  interface Window {
    /** Put there by the desktop host's preload; absent in a browser. */
    readonly steward?: DesktopBridge;
  }
}

/** The link to whichever host opened this page. */
export function pickLink(page: Window): HostLink {
  if (page.steward !== undefined) return createDesktopLink(page.steward);
  const scheme = page.location.protocol === 'https:' ? 'wss' : 'ws';
  return createBrowserLink(`${scheme}://${page.location.host}/rpc`);
}
