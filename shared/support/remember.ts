/** Texts longer than this are no names or codes: they do not come again, and would only fill the memory. */
const longest = 200;

/**
 * A pure function of a text that keeps its latest answers: a catalogue names the same people, licences and
 * subjects again and again. Bounded: two generations of `size` answers, of which the older one goes.
 */
export function remember<T extends object | string | number | boolean | null>(
  answer: (text: string) => T,
  size = 2000,
): (text: string) => T {
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  return (text) => {
    const known = young.get(text);
    if (known !== undefined) return known;
    if (text.length > longest) return answer(text);
    const kept = old.get(text) ?? answer(text);
    if (young.size >= size) {
      old = young;
      young = new Map();
    }
    young.set(text, kept);
    return kept;
  };
}
