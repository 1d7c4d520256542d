/** Pieces one behind the other, in memory of their own, which can be handed over to another thread. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let from = 0;
  for (const piece of pieces) {
    joined.set(piece, from);
    from += piece.length;
  }
  return joined;
}
