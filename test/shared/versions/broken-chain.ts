import type { ChainDraft } from './chain-draft.ts';

/** A chain, and everything that is wrong with it: `code record others...`. */
export interface BrokenChain {
  readonly name: string;
  readonly chain: ChainDraft;
  readonly defects: readonly string[];
}
