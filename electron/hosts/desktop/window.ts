import type { BrowserWindowConstructorOptions } from 'electron';

import { text } from '#shared/text/desktop.en.ts';
import type { Desktop, DesktopWindow } from './electron.ts';
import { decideNavigation, decidePermission, pageUrl } from './decisions.ts';
import { openLink } from './links.ts';
import type { WindowState } from './window-state.ts';

/** The options of the one window: everything that keeps page and machine apart, in one plain object. */
export function windowOptions(
  preload: string,
  state: WindowState,
  isDeveloping: boolean,
): BrowserWindowConstructorOptions {
  return {
    width: state.width,
    height: state.height,
    ...(state.x === null || state.y === null ? {} : { x: state.x, y: state.y }),
    minWidth: 800,
    minHeight: 600,
    show: false,
    title: 'DOI Steward',
    backgroundColor: '#f7f7f5',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      devTools: isDeveloping,
    },
  };
}

/** Makes the window, empty yet, and closes every way out of it. */
export function createWindow(
  desktop: Desktop,
  options: BrowserWindowConstructorOptions,
): DesktopWindow {
  refusePermissions(desktop);
  const window = desktop.createWindow(options);
  guardContents(desktop, window);
  window.once('ready-to-show', () => window.show());
  return window;
}

function guardContents(desktop: Desktop, window: DesktopWindow): void {
  const { webContents } = window;
  const leave = (event: { preventDefault(): void }, url: string): void => {
    const decision = decideNavigation(url);
    if (decision === 'stay') return;
    event.preventDefault();
    if (decision === 'open-outside') void openLink(desktop, window, url);
  };
  webContents.on('will-navigate', (details) => leave(details, details.url));
  webContents.on('will-frame-navigate', (details) => {
    // Our page has no frames; one that appears must not go anywhere, nor open anything.
    if (!details.isMainFrame) details.preventDefault();
  });
  webContents.on('will-redirect', (details) => leave(details, details.url));
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.on('render-process-gone', (_event, { reason }) => {
    // Asked each time, so that a page that always fails is not loaded for ever.
    if (reason !== 'clean-exit') void offerPageAgain(desktop, window);
  });
  webContents.setWindowOpenHandler(({ url }) => {
    void openLink(desktop, window, url);
    return { action: 'deny' };
  });
}

/** The page is only what is seen: the core runs in its own thread, and goes on. */
async function offerPageAgain(desktop: Desktop, window: DesktopWindow): Promise<void> {
  const { response } = await desktop.dialog.showMessageBox(window, {
    type: 'error',
    message: text.pageGone,
    detail: text.pageGoneBody,
    buttons: [text.pageAgain, text.quit],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) await window.loadURL(pageUrl);
  else desktop.app.quit();
}

function refusePermissions(desktop: Desktop): void {
  const session = desktop.session();
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(decidePermission(permission)),
  );
  session.setPermissionCheckHandler((_contents, permission) => decidePermission(permission));
  session.setDevicePermissionHandler(() => false);
}
