import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';
import { z } from 'zod';

import { createClient } from '#shared/contract/client.ts';
import { updatesText as text } from '#shared/text/updates.en.ts';
import type { CoreConfig } from '#core/ports.ts';
import type { HostedCore } from '../hosted-core.ts';
import type { Desktop } from './electron.ts';

/** What electron-builder puts beside the archive when it is told of a feed; without one there is no such file. */
const feedFile = z.object({
  provider: z.literal('generic'),
  url: z.url({ protocol: /^https$/ }).max(2000),
});
const dayMs = 86_400_000;

/** The feed that this copy was packed with; null, as by default: none, and nobody is asked. */
export function readUpdateFeed(
  resourcesPath: string,
  platform: NodeJS.Platform = process.platform,
  arch: string = process.arch,
): NonNullable<CoreConfig['updateFeed']> | null {
  let written: unknown;
  try {
    written = parse(readFileSync(join(resourcesPath, 'app-update.yml'), 'utf8'));
  } catch {
    return null; // no such file, or none that can be read: the app starts all the same
  }
  const read = feedFile.safeParse(written);
  return read.success ? { url: read.data.url, file: fileOf(platform, arch) } : null;
}

/** The names that electron-builder gives the list of each platform. */
function fileOf(platform: NodeJS.Platform, arch: string): string {
  if (platform === 'darwin') return 'latest-mac.yml';
  if (platform === 'win32') return 'latest.yml';
  return arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${arch}.yml`;
}

/** Looks at the start and once a day, and tells of each newer version once. Returns the way to stop. */
export function watchUpdates(desktop: Pick<Desktop, 'notify'>, core: HostedCore): () => void {
  const client = createClient({
    invoke: (channel, input) => core.dispatch(channel, input),
    subscribe: () => () => undefined,
  });
  let told: string | null = null;
  const look = async (): Promise<void> => {
    const { newer } = await client.call('updates.check', {});
    if (newer === null || newer.version === told) return;
    told = newer.version;
    desktop.notify(text.newer(newer.version), {
      body: text.newerBody,
      onClick: () => undefined,
    });
  };
  // A core that is stopping looks for nothing; what else goes wrong stands in the settings.
  const lookQuietly = (): void => void look().catch(() => undefined);
  lookQuietly();
  const timer = setInterval(lookQuietly, dayMs);
  return () => clearInterval(timer);
}
