import { contextBridge, ipcRenderer, webUtils } from 'electron';

import type { DesktopMessage } from './channels.ts';
import { eventChannel, rpcChannel } from './channels.ts';

// The page gets three functions and no object of Electron's: neither ipcRenderer nor an event crosses.
const send = (message: DesktopMessage): Promise<unknown> => ipcRenderer.invoke(rpcChannel, message);

contextBridge.exposeInMainWorld('steward', {
  invoke: (channel: string, input: unknown) => send({ kind: 'call', channel, input }),
  subscribe(listener: (event: string, payload: unknown) => void) {
    const tell = (_event: unknown, name: string, payload: unknown): void => listener(name, payload);
    ipcRenderer.on(eventChannel, tell);
    return () => {
      ipcRenderer.off(eventChannel, tell);
    };
  },
  // Only Electron can say where a picked file lies; the page never sees or names a path.
  offerFiles: (files: readonly { readonly file: File; readonly path: string }[]) =>
    send({
      kind: 'offer',
      files: files.map(({ file, path }) => ({
        path: webUtils.getPathForFile(file),
        relativePath: path,
      })),
    }),
});
