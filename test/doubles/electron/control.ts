/** The line between a test and the double that runs in the app's process: Node's own IPC channel. */
import type { Frame } from './chromium-page.ts';

/** What the double tells: everything that real Electron would have done to the machine. */
export type Report =
  | { readonly kind: 'sandbox' }
  | { readonly kind: 'handler'; readonly channel: string }
  | { readonly kind: 'schemes'; readonly custom: unknown }
  | { readonly kind: 'window'; readonly options: { readonly webPreferences?: object } }
  | { readonly kind: 'loaded'; readonly url: string; readonly endpoint: string }
  | { readonly kind: 'external'; readonly url: string }
  | { readonly kind: 'error-box'; readonly title: string; readonly content: string }
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'relaunch'; readonly args: readonly string[] }
  | { readonly kind: 'copied'; readonly text: string }
  | { readonly kind: 'notified'; readonly title: string; readonly body: string }
  | { readonly kind: 'message-box'; readonly message: string }
  | { readonly kind: 'open-dialog'; readonly title: string }
  | { readonly kind: 'progress'; readonly value: number }
  | { readonly kind: 'shown' | 'focused' | 'permission-check' | 'device-permission' };

/** What a test can ask of it. */
export interface Control {
  invokeAs(call: {
    readonly senderId: number;
    readonly frame: Frame | null;
    readonly channel: string;
    readonly args: unknown[];
  }): Promise<unknown>;
  askPermission(permission: string): Promise<boolean>;
  clickMenu(label: string): boolean;
  emitApp(what: { readonly event: string; readonly args: readonly unknown[] }): boolean;
  emitPower(event: string): boolean;
  quit(): void;
  /** Ends the app at once, its browser too. */
  exit(): void;
}

export interface Asked {
  readonly id: number;
  readonly name: keyof Control;
  readonly argument: unknown;
}

export type Told =
  | { readonly report: Report }
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string };

export function report(what: Report): void {
  tell({ report: what });
}

export function onControl(control: Control): void {
  process.on('message', (asked: Asked) => {
    const { name, argument } = asked;
    Promise.resolve()
      .then(() =>
        (control as unknown as Record<string, (given: unknown) => unknown>)[name]?.(argument),
      )
      .then(
        (value) => tell({ id: asked.id, value: value ?? null }),
        (cause: unknown) => tell({ id: asked.id, error: String(cause) }),
      );
  });
}

function tell(message: Told): void {
  // Without a test on the line, what Electron would show is shown here.
  if (process.send === undefined) console.error(message);
  else process.send(message);
}
