import type { AheadAnswer, AheadThread } from '../ahead/ahead.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { watchWrites } from '../records/watch-writes.ts';
import type { Edit } from './edit.ts';
import { unpackResults } from './pack-results.ts';
import type { Ahead } from './use-ahead.ts';
import { nothingAhead } from './use-ahead.ts';

/** Pieces that the thread is ahead of the writer. */
const piecesAhead = 3;

/** Edits to be written, and what the thread made of them. */
export interface Piece {
  readonly edits: readonly Edit[];
  readonly ahead: Promise<AheadAnswer | null> | null;
  /** Those of its records that were written since the thread was asked. */
  readonly written: ReadonlySet<number>;
}

/** Pieces in their order, of which the thread has the next ones already. */
export async function* askAhead(
  pieces: AsyncIterable<readonly Edit[]>,
  thread: AheadThread | null,
  ledger: Ledger,
): AsyncGenerator<Piece> {
  const waiting: Piece[] = [];
  const writes = watchWrites(ledger, piecesAhead + 2);
  try {
    for await (const edits of pieces) {
      const isAsked = thread?.isRunning() === true;
      const ids = isAsked ? edits.flatMap(({ recordId }) => recordId ?? []) : [];
      const written = writes.of(ids);
      waiting.push({ edits, written, ahead: isAsked ? thread.ask(ids) : null });
      const next =
        waiting.length > (thread === null ? 0 : piecesAhead) ? waiting.shift() : undefined;
      if (next !== undefined) yield next;
    }
    yield* waiting;
  } finally {
    writes.end();
  }
}

export function resultsOf(answer: AheadAnswer | null, { written }: Piece): Ahead {
  if (answer?.kind !== 'results') return nothingAhead;
  return { results: new Map(unpackResults(answer).map((each) => [each.id, each])), written };
}

/** Numbers of records that two take from, one from each end. */
export class TwoEnded {
  readonly #ids: readonly number[];
  readonly #returned: number[] = [];
  #start = 0;
  #end: number;

  constructor(ids: readonly number[]) {
    this.#ids = ids;
    this.#end = ids.length;
  }

  isEmpty(): boolean {
    return this.#start >= this.#end && this.#returned.length === 0;
  }

  fromStart(most: number): readonly number[] {
    if (this.#start >= this.#end) return this.#returned.splice(0, most);
    const from = this.#start;
    this.#start = Math.min(this.#end, from + most);
    return this.#ids.slice(from, this.#start);
  }

  fromEnd(most: number): readonly number[] {
    const to = this.#end;
    this.#end = Math.max(this.#start, to - most);
    return this.#ids.slice(this.#end, to);
  }

  giveBack(ids: readonly number[]): void {
    this.#returned.push(...ids);
  }
}
