import type { HostedCore } from '../hosted-core.ts';
import type { Client } from '#shared/contract/client.ts';
import type { Output } from './output.ts';
import type { OptionValues } from './option-values.ts';

/** What a verb answers to the shell: 0 all well, 1 something failed or has errors, 2 wrong use, 3 environment. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  /** The placeholder in the help: `--port N`. Absent for switches. */
  readonly value?: string;
  readonly text: string;
  readonly required?: boolean;
}

/** One verb as the table declares it; arguments, help and refusals all derive from this. */
export interface Verb {
  /** One word, or two: `history verify`. */
  readonly name: string;
  readonly summary: string;
  /** What follows the verb: placeholder, and how many at least. Absent: nothing may follow. */
  readonly words?: { readonly placeholder: string; readonly least: number; readonly most: number };
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** More sentences for `steward help VERB`. */
  readonly notes?: readonly string[];
  /**
   * `read`: works beside another program that holds the ledger, too. `send`: talks to the
   * repositories, so what waits in the outbox is sent as well; the others send nothing.
   */
  readonly needs: 'nothing' | 'read' | 'write' | 'send';
  readonly load: () => Promise<{ readonly run: RunVerb }>;
}

export type RunVerb = (call: VerbCall) => Promise<ExitCode>;

export interface VerbCall {
  readonly words: readonly string[];
  readonly options: OptionValues;
  readonly output: Output;
  /** The whole table, for the verb that explains the others. */
  readonly verbs: readonly Verb[];
  readonly dataFolder: string;
  /** Aborted when the person presses Ctrl+C: a verb stops waiting and reports what is so far. */
  readonly signal: AbortSignal;
  /** Opens the core, here or in the program that already runs it. The caller of the verb closes it. */
  readonly openCore: () => Promise<OpenCore>;
}

export interface OpenCore {
  readonly client: Client;
  readonly admitSource: HostedCore['admitSource'];
  /** True: another program runs the core, and goes on after this command. */
  readonly isHandedOver: boolean;
}

/** The command was not understood: ends with 2, and nothing was done. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
  /** The verb whose help says how it is used, where one was understood. */
  readonly verb: string | null;

  constructor(message: string, verb: string | null = null) {
    super(message);
    this.verb = verb;
  }
}
