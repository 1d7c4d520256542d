// The one file that imports Electron. What it gives is as narrow as what the host uses, so that the
// test double can satisfy it and a reviewer sees the whole surface here.
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
} from 'electron';
import type {
  App,
  BrowserWindowConstructorOptions,
  Clipboard,
  Dialog,
  IpcMain,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  OpenDialogOptions,
  PowerMonitor,
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
  | 'isFocused'
  | 'setProgressBar'
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
    | 'relaunch'
    | 'setAsDefaultProtocolClient'
    | 'setAppUserModelId'
  >;
  readonly clipboard: Pick<Clipboard, 'writeText'>;
  readonly dialog: Pick<Dialog, 'showErrorBox'> & {
    showMessageBox(
      /** Null: there is none yet. */
      window: DesktopWindow | null,
      options: MessageBoxOptions,
    ): Promise<{ readonly response: number }>;
    showOpenDialog(
      options: OpenDialogOptions,
    ): Promise<{ readonly canceled: boolean; readonly filePaths: readonly string[] }>;
  };
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  readonly powerMonitor: Pick<PowerMonitor, 'on'>;
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
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
    | 'resolveProxy'
  >;
  createWindow(options: BrowserWindowConstructorOptions): DesktopWindow;
  setMenu(template: MenuItemConstructorOptions[]): void;
  /** A notification of the system; nothing where it shows none. */
  notify(title: string, options: { readonly body: string; readonly onClick: () => void }): void;
}

export const desktop: Desktop = {
  app,
  clipboard,
  dialog: {
    showErrorBox: (title, content) => dialog.showErrorBox(title, content),
    showMessageBox: (window, options) =>
      window === null
        ? dialog.showMessageBox(options)
        : dialog.showMessageBox(window as BrowserWindow, options),
    showOpenDialog: (options) => dialog.showOpenDialog(options),
  },
  ipcMain,
  powerMonitor,
  protocol,
  safeStorage,
  shell,
  session: () => session.defaultSession,
  createWindow: (options) => new BrowserWindow(options),
  notify(title, { body, onClick }) {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body });
    notification.on('click', onClick);
    notification.show();
  },
  setMenu: (template) => Menu.setApplicationMenu(Menu.buildFromTemplate(template)),
};
