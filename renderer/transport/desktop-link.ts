import type { Transport } from '#shared/contract/client.ts';

import type { HostLink, OfferedFile } from './host-link.ts';

/** What the preload of the desktop host puts on the window: nothing else crosses. */
export interface DesktopBridge extends Transport {
  offerFiles(files: readonly OfferedFile[]): Promise<string>;
}

/** The link over the desktop host's preload. It lives as long as the window, so it is never lost. */
export function createDesktopLink(bridge: DesktopBridge): HostLink {
  return {
    transport: {
      invoke: (channel, input) => bridge.invoke(channel, input),
      subscribe: (listener) => bridge.subscribe(listener),
    },
    async offerFiles(files, onProgress) {
      const sourceId = await bridge.offerFiles(files);
      onProgress(files.length, files.length);
      return sourceId;
    },
    connection: { get: () => 'open', subscribe: () => () => undefined },
  };
}
