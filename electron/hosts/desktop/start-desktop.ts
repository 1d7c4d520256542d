import { basename, isAbsolute, join } from 'node:path';

import { text } from '#shared/text/desktop.en.ts';
import { ledgerText } from '#shared/text/ledger.en.ts';
import { openBuiltPage } from '../page/built-page.ts';
import type { RunningCore } from '../running-core.ts';
import { pageUrl } from './decisions.ts';
import type { Opened } from './deep-link.ts';
import { linkScheme, readOpened, routeOfLink } from './deep-link.ts';
import { collectDiagnostics } from './diagnostics.ts';
import type { Desktop, DesktopWindow } from './electron.ts';
import { showJobs } from './job-signs.ts';
import { menuTemplate } from './menu.ts';
import { copyBackupsAsTold, offerLocalLedger } from './network-share.ts';
import { claimScheme, servePage } from './page-protocol.ts';
import { sendEvents, serveCalls } from './rpc.ts';
import { lockOnSleep } from './sleep-lock.ts';
import { followProxy } from './system-proxy.ts';
import { watchUpdates } from './update-feed.ts';
import { keepWindowState, readWindowState } from './window-state.ts';
import { createWindow, windowOptions } from './window.ts';

export interface DesktopPlaces {
  readonly dataFolder: string;
  /** The built renderer. */
  readonly rendererFolder: string;
  /** The built preload: one CommonJS file, since it is sandboxed. */
  readonly preload: string;
  readonly isDeveloping: boolean;
  /** True: nothing is sent by itself, and the title says so. */
  readonly isSafeMode: boolean;
  /** What the app was started with: switches, links, files. */
  readonly args: readonly string[];
}

/** The app while it runs. */
interface Running {
  readonly desktop: Desktop;
  readonly places: DesktopPlaces;
  readonly core: RunningCore;
  readonly window: DesktopWindow;
}

/**
 * Runs the desktop app: one instance, one window, one core. Before Electron is ready only what must
 * be early is done; the window opens when the core is there, so that no call can come too soon.
 */
export async function startDesktop(
  desktop: Desktop,
  places: DesktopPlaces,
  startCore: (onLongUpdate: () => void) => Promise<RunningCore>,
): Promise<void> {
  desktop.app.enableSandbox();
  desktop.app.setName('DOI Steward');
  desktop.app.setAppUserModelId('org.doisteward.app');
  claimScheme(desktop);
  if (!desktop.app.requestSingleInstanceLock()) {
    desktop.app.quit();
    return;
  }
  const inbox = listenForOpened(desktop, places.args);
  let window: DesktopWindow | null = null;
  desktop.app.on('window-all-closed', () => desktop.app.quit());
  await desktop.app.whenReady();
  try {
    const [page, core] = await Promise.all([
      openBuiltPage(places.rendererFolder),
      startCore(() => sayThatLedgerIsUpdated(desktop)),
    ]);
    const stops = [
      showJobs(desktop, core, () => window),
      watchUpdates(desktop, core),
      followProxy(desktop, core),
    ];
    stopBeforeQuitting(desktop, core, () => {
      for (const stop of stops) stop();
    });
    servePage(desktop, page);
    serveCalls(desktop, core, () => window);
    sendEvents(core, () => window);
    lockOnSleep(desktop, core);
    window = openWindow(desktop, places);
    const running: Running = { desktop, places, core, window };
    setMenu(running);
    core.onEnd(() => {
      desktop.dialog.showErrorBox(text.coreEnded, text.coreEndedBody);
      desktop.app.exit(1);
    });
    await window.loadURL(pageUrl);
    if (desktop.app.isPackaged) desktop.app.setAsDefaultProtocolClient(linkScheme);
    await copyBackupsAsTold(desktop, { core, window, args: places.args });
    inbox.deliverTo((opened) => void show(running, opened));
  } catch (cause) {
    if (await offerLocalLedger(desktop, places.dataFolder, cause)) {
      desktop.app.exit(0);
      return;
    }
    const message = cause instanceof Error ? cause.message : String(cause);
    desktop.dialog.showErrorBox(text.cannotStart, message);
    desktop.app.exit(1);
  }
}

/** Until that is done there is no window; a box would stop the program on macOS until somebody closes it. */
function sayThatLedgerIsUpdated(desktop: Desktop): void {
  desktop.notify(ledgerText.updating, { body: ledgerText.updates, onClick: () => undefined });
}

/** Links and files that the system hands over, kept until there is a window to show them in. */
function listenForOpened(desktop: Desktop, args: readonly string[]) {
  const early: Opened[] = [readOpened(args)];
  let deliver = (opened: Opened): void => void early.push(opened);
  desktop.app.on('second-instance', (_event, others) => deliver(readOpened(others)));
  // macOS tells these one by one, also before the app is ready.
  desktop.app.on('open-url', (event, url) => {
    event.preventDefault();
    deliver({ route: routeOfLink(url), files: [] });
  });
  desktop.app.on('open-file', (event, path) => {
    event.preventDefault();
    deliver({ route: null, files: [path] });
  });
  return {
    deliverTo(listener: (opened: Opened) => void): void {
      deliver = listener;
      for (const opened of early.splice(0)) {
        if (opened.route !== null || opened.files.length > 0) listener(opened);
      }
    },
  };
}

/** Shows what was opened: a record, or files as the first step of bringing them in. */
async function show({ core, window }: Running, { route, files }: Opened): Promise<void> {
  bringToFront(window);
  if (route !== null) await window.loadURL(`${pageUrl}${route}`);
  const paths = files.filter((path) => isAbsolute(path));
  const [first] = paths;
  if (first === undefined) return;
  const name = basename(first);
  const sourceId = await core.admitSource(paths, name);
  const place = `#/bring-in/${encodeURIComponent(sourceId)}/${encodeURIComponent(name)}`;
  await window.loadURL(`${pageUrl}${place}`);
}

function setMenu({ desktop, places, core, window }: Running): void {
  const template = menuTemplate(process.platform, {
    goTo: (route) => void window.loadURL(`${pageUrl}${route}`),
    lock: () => void core.dispatch('vault.lock', {}),
    copyDiagnostics: () =>
      void collectDiagnostics(core, places.dataFolder)
        .then((collected) => desktop.clipboard.writeText(collected))
        .then(() =>
          desktop.dialog.showMessageBox(window, { type: 'info', message: text.diagnosticsCopied }),
        ),
    restartSafely: () => {
      desktop.app.relaunch({ args: ['--safe-mode', '--data', places.dataFolder] });
      desktop.app.quit();
    },
  });
  desktop.setMenu(template);
}

function openWindow(desktop: Desktop, places: DesktopPlaces): DesktopWindow {
  const stateFile = join(places.dataFolder, 'window.json');
  const state = readWindowState(stateFile);
  const options = windowOptions(places.preload, state, places.isDeveloping);
  const title = places.isSafeMode ? { title: text.safeModeTitle } : {};
  const window = createWindow(desktop, { ...options, ...title });
  // The page's own title would hide that nothing is sent.
  if (places.isSafeMode) window.on('page-title-updated', (event) => event.preventDefault());
  if (state.isMaximized) window.maximize();
  window.on('close', () => {
    keepWindowState(stateFile, { ...window.getNormalBounds(), isMaximized: window.isMaximized() });
  });
  return window;
}

/** Quitting waits until the outbox is parked and the ledger closed, however the person quits. */
function stopBeforeQuitting(desktop: Desktop, core: RunningCore, stopShowing: () => void): void {
  let isStopped = false;
  desktop.app.on('before-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    stopShowing();
    void core.stop().finally(() => {
      isStopped = true;
      desktop.app.quit();
    });
  });
}

function bringToFront(window: DesktopWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}
