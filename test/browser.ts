import { existsSync } from 'node:fs';

/**
 * Where systems keep a Chromium; what `CHROMIUM` names comes first. The headless shell (what Playwright's
 * own download is, too) before the whole browser: the same engine draws in about two thirds of the time.
 */
const places = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The browser of the system, or null: Playwright's own is taken then. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | null {
  const given = env['CHROMIUM'];
  if (given !== undefined && existsSync(given)) return given;
  return places.find((place) => existsSync(place)) ?? null;
}

/** How every test opens a browser. The pages are ours, so root in a container needs no sandbox. */
export function chromiumOptions(): { readonly executablePath?: string; readonly args: string[] } {
  const executablePath = findChromium();
  return {
    ...(executablePath === null ? {} : { executablePath }),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  };
}
