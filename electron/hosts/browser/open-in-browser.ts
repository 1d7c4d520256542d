import { spawn } from 'node:child_process';

/**
 * Opens a link in the person's browser. Another user of this machine could see the link in the list
 * of processes for a moment: it works once, so whoever is second is told that it was used.
 */
export function openInBrowser(url: string, platform: NodeJS.Platform = process.platform): void {
  const [command, args] = openerOf(platform, url);
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined); // no browser here: the link was printed
  child.unref();
}

function openerOf(platform: NodeJS.Platform, url: string): readonly [string, string[]] {
  if (platform === 'darwin') return ['open', [url]];
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  return ['xdg-open', [url]];
}
