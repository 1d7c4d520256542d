import type { AheadAnswer, AheadThread } from '../ahead/ahead.ts';

/** A piece of work that two share, and what it came to. */
export interface DonePiece<T> {
  readonly ids: readonly number[];
  readonly result: T;
  /** Done by the core's thread. */
  readonly isOwn: boolean;
}

export interface Sharing<T> {
  /** Null: the core does it all. */
  readonly thread: AheadThread | null;
  /** What an answer of the thread means; null where it means nothing here. */
  readonly read: (answer: AheadAnswer) => T | null;
  /** Does a piece in the core's thread, with turns for others. */
  readonly here: (ids: readonly number[]) => Promise<T>;
}

/** Records of a piece. */
const pieceSize = 250;
/** Pieces that the thread has at a time: it does not wait while the core is at one of its own. */
const mostAsked = 3;
/** Pieces that are kept until those before them are done; beyond that the faster of the two waits. */
const mostKept = 8;

interface Asked<T> {
  readonly ids: readonly number[];
  readonly answer: Promise<T | null>;
  isAnswered: boolean;
}

/**
 * Works on records in pieces that the core and the thread take in turns, and gives what each came to in the order of
 * the records. A piece that the thread does not answer is done here.
 */
export async function* sharePieces<T>(
  ids: readonly number[],
  { thread, read, here }: Sharing<T>,
): AsyncGenerator<DonePiece<T>> {
  const kept: (Asked<T> | DonePiece<T>)[] = [];
  let askedCount = 0;
  let from = 0;
  const take = (): readonly number[] => ids.slice(from, (from += pieceSize));
  const mayTake = (): boolean => from < ids.length && kept.length < mostKept;
  const ask = (of: AheadThread, some: readonly number[]): Asked<T> => {
    askedCount += 1;
    const answer = of.ask(some).then((answered) => {
      askedCount -= 1;
      piece.isAnswered = true;
      return answered === null ? null : read(answered);
    });
    const piece: Asked<T> = { ids: some, answer, isAnswered: false };
    return piece;
  };
  const own = async (some: readonly number[]): Promise<DonePiece<T>> => {
    return { ids: some, result: await here(some), isOwn: true };
  };
  while (from < ids.length || kept.length > 0) {
    while (thread?.isRunning() === true && askedCount < mostAsked && mayTake()) {
      kept.push(ask(thread, take()));
    }
    const [first] = kept;
    if (first === undefined || ('isAnswered' in first && !first.isAnswered && mayTake())) {
      kept.push(await own(take()));
      continue;
    }
    kept.shift();
    if ('result' in first) yield first;
    else {
      const result = await first.answer;
      yield result === null ? await own(first.ids) : { ids: first.ids, result, isOwn: false };
    }
  }
}
