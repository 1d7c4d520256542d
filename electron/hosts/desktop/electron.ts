// The one file that imports Electron. What it gives is as narrow as what the host uses, so that the
// test double can satisfy it and a reviewer sees the whole surface here.
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  protocol,
  safeStorage,
  session,
  shell,
} from 'electron';
import type {
  App,
  BrowserWindowConstructorOptions,
  Dialog,
  IpcMain,
  MenuItemConstructorOptions,
  Protocol,
  SafeStorage,
  Session,
  Shell,
  WebContents,
} from 'electron';

export type DesktopWindow = Pick<
  BrowserWindow,
  | 'loadURL'
  | 'show'
  | 'focus'
  | 'restore'
  | 'isMinimized'
  | 'isMaximized'
  | 'maximize'
  | 'getNormalBounds'
  | 'on'
  | 'once'
  | 'isDestroyed'
> & { readonly webContents: DesktopContents };

export type DesktopContents = Pick<
  WebContents,
  'id' | 'on' | 'send' | 'setWindowOpenHandler' | 'isDestroyed'
>;

export interface Desktop {
  readonly app: Pick<
    App,
    | 'whenReady'
    | 'quit'
    | 'exit'
    | 'on'
    | 'requestSingleInstanceLock'
    | 'setName'
    | 'isPackaged'
    | 'enableSandbox'
  >;
  readonly dialog: Pick<Dialog, 'showErrorBox'>;
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  readonly protocol: Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>;
  readonly safeStorage: Pick<
    SafeStorage,
    | 'isAsyncEncryptionAvailable'
    | 'getSelectedStorageBackend'
    | 'encryptStringAsync'
    | 'decryptStringAsync'
  >;
  readonly shell: Pick<Shell, 'openExternal'>;
  session(): Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  >;
  createWindow(options: BrowserWindowConstructorOptions): DesktopWindow;
  setMenu(template: MenuItemConstructorOptions[]): void;
}

export const desktop: Desktop = {
  app,
  dialog,
  ipcMain,
  protocol,
  safeStorage,
  shell,
  session: () => session.defaultSession,
  createWindow: (options) => new BrowserWindow(options),
  setMenu: (template) => Menu.setApplicationMenu(Menu.buildFromTemplate(template)),
};
