import type { Transport } from '#shared/contract/client.ts';

/** A file that a person picked or dropped; `path` is relative to the folder they chose. */
export interface OfferedFile {
  readonly file: File;
  readonly path: string;
}

export type ConnectionState = 'open' | 'lost';

/** What a page takes from its host, whichever it is: calls, events, files, and whether it answers. */
export interface HostLink {
  readonly transport: Transport;
  /** Hands files to the core; resolves to the id of the source. `onProgress` counts files. */
  offerFiles(
    files: readonly OfferedFile[],
    onProgress: (done: number, total: number) => void,
  ): Promise<string>;
  readonly connection: {
    readonly get: () => ConnectionState;
    readonly subscribe: (listener: () => void) => () => void;
  };
}
