import type { Dispatch } from '#core/router.ts';

/** What a host sees of a core, whether it runs here, in a thread or in another program. */
export interface HostedCore {
  readonly dispatch: Dispatch;
  /** `listener` is told that something changed, never the data; returns the way to stop. */
  subscribe(listener: (event: string, payload: unknown) => void): () => void;
  /** Lets the core read these paths as one source. For hosts only: no page may name a path. */
  admitSource(paths: readonly string[], name: string): string | Promise<string>;
}
