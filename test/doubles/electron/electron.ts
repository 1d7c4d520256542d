/**
 * A double of the `electron` module, for tests on machines without the binary (design: spikes.md 8).
 * The page is the real one, in Chromium, behind the real main process and preload. What it cannot
 * prove: context isolation and sandbox (the preload shares the page's world), menus, dialogs and the
 * keychain as the system draws them. Those are asserted as the options and calls that were made.
 */
import { EventEmitter } from 'node:events';
import { deserialize, serialize } from 'node:v8';

import type {
  App,
  BrowserWindowConstructorOptions,
  IpcMainInvokeEvent,
  Clipboard,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  OpenDialogOptions,
  Protocol,
  SafeStorage,
  Shell,
} from 'electron';

import type { Frame } from './chromium-page.ts';
import { openChromiumPage } from './chromium-page.ts';
import type { ChromiumPage } from './chromium-page.ts';
import { onControl, report } from './control.ts';

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;

const handlers = new Map<string, Handler>();
const schemes = new Map<string, (request: Request) => Response | Promise<Response>>();
const permissions: {
  request: ((contents: unknown, permission: string, answer: (is: boolean) => void) => void) | null;
} = { request: null };
let menuTemplate: MenuItemConstructorOptions[] = [];
let lastContentsId = 0;
const windows = new Set<BrowserWindow>();

/** Values as they cross between processes: copied, and refused when they cannot be. */
const copy = <T>(value: T): T => deserialize(serialize(value)) as T;

class AppDouble extends EventEmitter {
  readonly isPackaged = false;
  readonly relaunch = (options?: { args?: string[] }): void =>
    report({ kind: 'relaunch', args: options?.args ?? [] });
  readonly setAsDefaultProtocolClient = (): boolean => true;
  readonly setAppUserModelId = (): void => undefined;
  #name = 'Electron';
  readonly whenReady = (): Promise<void> => Promise.resolve();
  readonly enableSandbox = (): void => report({ kind: 'sandbox' });
  readonly setName = (name: string): void => void (this.#name = name);
  readonly getName = (): string => this.#name;
  readonly requestSingleInstanceLock = (): boolean => process.env['DOUBLE_SECOND_INSTANCE'] !== '1';
  readonly quit = (): void => {
    const event = preventable();
    this.emit('before-quit', event);
    if (event.isPrevented) return;
    for (const window of windows) window.emit('close', preventable());
    this.exit(0);
  };
  readonly exit = (code = 0): void => {
    report({ kind: 'exit', code });
    void Promise.all([...windows].map((window) => window.shut())).finally(() => process.exit(code));
  };
}

export const app = new AppDouble() satisfies Pick<
  App,
  | 'isPackaged'
  | 'whenReady'
  | 'enableSandbox'
  | 'setName'
  | 'requestSingleInstanceLock'
  | 'quit'
  | 'exit'
  | 'relaunch'
  | 'setAsDefaultProtocolClient'
  | 'setAppUserModelId'
>;

export const powerMonitor = new EventEmitter();

export const clipboard = {
  writeText(text) {
    report({ kind: 'copied', text });
    return Promise.resolve();
  },
} satisfies Pick<Clipboard, 'writeText'>;

/** Reported when it is shown; a test clicks by the app coming to the front. */
export class Notification extends EventEmitter {
  static readonly isSupported = (): boolean => true;
  readonly #options: { readonly title: string; readonly body: string };
  constructor(options: { readonly title: string; readonly body: string }) {
    super();
    this.#options = options;
  }
  readonly show = (): void => report({ kind: 'notified', ...this.#options });
}

export const ipcMain = {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
    report({ kind: 'handler', channel });
  },
};

export const protocol = {
  registerSchemesAsPrivileged: (custom) => report({ kind: 'schemes', custom }),
  handle: (scheme, handler) => void schemes.set(scheme, handler),
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>;

export const shell = {
  openExternal(url) {
    report({ kind: 'external', url });
    return Promise.resolve();
  },
} satisfies Pick<Shell, 'openExternal'>;

export const dialog = {
  showErrorBox: (title: string, content: string): void =>
    report({ kind: 'error-box', title, content }),
  /** Answers with the last button: what goes on. */
  showMessageBox(_window: unknown, options: MessageBoxOptions) {
    report({ kind: 'message-box', message: options.message });
    return Promise.resolve({ response: Math.max(0, (options.buttons?.length ?? 1) - 1) });
  },
  /** Nobody chooses anything. */
  showOpenDialog(options: OpenDialogOptions) {
    report({ kind: 'open-dialog', title: options.title ?? '' });
    return Promise.resolve({ canceled: true, filePaths: [] });
  },
};

export const safeStorage = {
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  getSelectedStorageBackend: () => 'basic_text',
  encryptStringAsync: (text) => Promise.resolve(Buffer.from(text, 'utf8')),
  decryptStringAsync: (sealed) =>
    Promise.resolve({ result: sealed.toString('utf8'), shouldReEncrypt: false }),
} satisfies Pick<
  SafeStorage,
  | 'isAsyncEncryptionAvailable'
  | 'getSelectedStorageBackend'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
>;

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: NonNullable<(typeof permissions)['request']>): void => {
      permissions.request = handler;
    },
    setPermissionCheckHandler: (): void => report({ kind: 'permission-check' }),
    /** What the system's settings say; a test that has a proxy says it. */
    resolveProxy: (): Promise<string> =>
      Promise.resolve(process.env['STEWARD_TEST_PROXY'] ?? 'DIRECT'),
    setDevicePermissionHandler: (): void => report({ kind: 'device-permission' }),
  },
};

export const Menu = {
  buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (template: MenuItemConstructorOptions[]): void =>
    void (menuTemplate = template),
};

class WebContentsDouble extends EventEmitter {
  readonly id = (lastContentsId += 1);
  openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  readonly #page: Promise<ChromiumPage>;

  constructor(page: Promise<ChromiumPage>) {
    super();
    this.#page = page;
  }
  readonly isDestroyed = (): boolean => false;
  readonly setWindowOpenHandler = (handler: WebContentsDouble['openHandler']): void => {
    this.openHandler = handler;
  };
  readonly send = (channel: string, ...args: unknown[]): void => {
    const copied = copy(args);
    void this.#page.then((page) => page.deliver(channel, copied));
  };
}

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContentsDouble;
  readonly #page: Promise<ChromiumPage>;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    report({ kind: 'window', options });
    this.#page = openChromiumPage(options.webPreferences?.preload ?? '', {
      serve: (request) => serveScheme(request),
      invoke: (frame, channel, args) => invokeFrom(this.webContents.id, frame, channel, args),
      mayNavigate: (url, isMainFrame) => this.#mayNavigate(url, isMainFrame),
      popup: (url) => void this.webContents.openHandler({ url }),
    });
    this.webContents = new WebContentsDouble(this.#page);
    windows.add(this);
  }

  #mayNavigate(url: string, isMainFrame: boolean): boolean {
    const details = { ...preventable(), url, isMainFrame };
    this.webContents.emit('will-frame-navigate', details);
    if (isMainFrame) this.webContents.emit('will-navigate', details);
    return !details.isPrevented;
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.#page;
    await page.load(url);
    this.emit('ready-to-show');
    report({ kind: 'loaded', url, endpoint: page.endpoint });
  }
  async shut(): Promise<void> {
    await (await this.#page).close();
  }
  readonly show = (): void => report({ kind: 'shown' });
  readonly focus = (): void => report({ kind: 'focused' });
  readonly restore = (): void => undefined;
  readonly isMinimized = (): boolean => false;
  readonly isMaximized = (): boolean => false;
  readonly maximize = (): void => undefined;
  readonly isDestroyed = (): boolean => false;
  readonly isFocused = (): boolean => false;
  readonly setProgressBar = (value: number): void => report({ kind: 'progress', value });
  readonly getNormalBounds = () => ({ x: 10, y: 20, width: 1200, height: 800 });
}

/** An event that a listener can prevent; spread copies keep working, `this` is the copy. */
function preventable() {
  return {
    isPrevented: false,
    preventDefault(this: { isPrevented: boolean }): void {
      this.isPrevented = true;
    },
  };
}

async function serveScheme(request: Request): Promise<Response> {
  const handler = schemes.get(new URL(request.url).protocol.slice(0, -1));
  return handler === undefined ? new Response('', { status: 404 }) : await handler(request);
}

/** Calls a handler as Electron does; its throw arrives as Electron words it. */
async function invokeFrom(
  senderId: number,
  frame: Frame | null,
  channel: string,
  args: unknown[],
): Promise<unknown> {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  const event = { sender: { id: senderId }, senderFrame: frame } as unknown as IpcMainInvokeEvent;
  try {
    return copy(await handler(event, ...copy(args)));
  } catch (cause) {
    throw new Error(`Error invoking remote method '${channel}': ${String(cause)}`, { cause });
  }
}

// What a test asks of the double from outside.
onControl({
  invokeAs: ({ senderId, frame, channel, args }) => invokeFrom(senderId, frame, channel, args),
  askPermission: (permission) =>
    new Promise<boolean>((resolve) => {
      if (permissions.request === null) resolve(true);
      else permissions.request(null, permission, resolve);
    }),
  clickMenu(label) {
    const items = menuTemplate.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    const item = items.find((candidate) => candidate.label === label);
    (item?.click as (() => void) | undefined)?.();
    return item !== undefined;
  },
  emitApp: ({ event, args }) => app.emit(event, ...[{ preventDefault: () => undefined }, ...args]),
  emitPower: (event) => powerMonitor.emit(event),
  quit: () => app.quit(),
  exit: () => app.exit(0),
});
