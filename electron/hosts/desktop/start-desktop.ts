import { join } from 'node:path';

import { text } from '#shared/text/desktop.en.ts';
import { openBuiltPage } from '../page/built-page.ts';
import type { RunningCore } from '../running-core.ts';
import { pageUrl } from './decisions.ts';
import type { Desktop, DesktopWindow } from './electron.ts';
import { menuTemplate } from './menu.ts';
import { claimScheme, servePage } from './page-protocol.ts';
import { sendEvents, serveCalls } from './rpc.ts';
import { keepWindowState, readWindowState } from './window-state.ts';
import { createWindow, windowOptions } from './window.ts';

export interface DesktopPlaces {
  readonly dataFolder: string;
  /** The built renderer. */
  readonly rendererFolder: string;
  /** The built preload: one CommonJS file, since it is sandboxed. */
  readonly preload: string;
  readonly isDeveloping: boolean;
}

/**
 * Runs the desktop app: one instance, one window, one core. Before Electron is ready only what must
 * be early is done; the window opens when the core is there, so that no call can come too soon.
 */
export async function startDesktop(
  desktop: Desktop,
  places: DesktopPlaces,
  startCore: () => Promise<RunningCore>,
): Promise<void> {
  desktop.app.enableSandbox();
  desktop.app.setName('DOI Steward');
  claimScheme(desktop);
  if (!desktop.app.requestSingleInstanceLock()) {
    desktop.app.quit();
    return;
  }
  let window: DesktopWindow | null = null;
  desktop.app.on('second-instance', () => bringToFront(window));
  desktop.app.on('window-all-closed', () => desktop.app.quit());
  await desktop.app.whenReady();
  try {
    const [page, core] = await Promise.all([openBuiltPage(places.rendererFolder), startCore()]);
    stopBeforeQuitting(desktop, core);
    servePage(desktop, page);
    serveCalls(desktop, core, () => window);
    sendEvents(core, () => window);
    window = openWindow(desktop, places);
    const show = (route: string): void => void window?.loadURL(`${pageUrl}${route}`);
    desktop.setMenu(menuTemplate(process.platform, { goTo: show }));
    core.onEnd(() => {
      desktop.dialog.showErrorBox(text.coreEnded, text.coreEndedBody);
      desktop.app.exit(1);
    });
    await window.loadURL(pageUrl);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    desktop.dialog.showErrorBox(text.cannotStart, message);
    desktop.app.exit(1);
  }
}

function openWindow(desktop: Desktop, places: DesktopPlaces): DesktopWindow {
  const stateFile = join(places.dataFolder, 'window.json');
  const state = readWindowState(stateFile);
  const options = windowOptions(places.preload, state, places.isDeveloping);
  const window = createWindow(desktop, options);
  if (state.isMaximized) window.maximize();
  window.on('close', () => {
    keepWindowState(stateFile, { ...window.getNormalBounds(), isMaximized: window.isMaximized() });
  });
  return window;
}

/** Quitting waits until the outbox is parked and the ledger closed, however the person quits. */
function stopBeforeQuitting(desktop: Desktop, core: RunningCore): void {
  let isStopped = false;
  desktop.app.on('before-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    void core.stop().finally(() => {
      isStopped = true;
      desktop.app.quit();
    });
  });
}

function bringToFront(window: DesktopWindow | null): void {
  if (window === null || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}
