/** The two fixed channels between page and main process; the procedure's name is data inside. */
export const rpcChannel = 'steward.rpc';
export const eventChannel = 'steward.event';

/** What the preload sends over the one channel. */
export type DesktopMessage =
  | { readonly kind: 'call'; readonly channel: string; readonly input: unknown }
  | {
      readonly kind: 'offer';
      /** Where each file lies, and its place in the folder that was picked or dropped. */
      readonly files: readonly { readonly path: string; readonly relativePath: string }[];
    };
