/** What the cells of a range hold together: nothing yet, one value, or several. */
export type RangeValue =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'one'; readonly text: string }
  /** `distinct`: different values among the cells that are loaded. */
  | { readonly kind: 'multiple'; readonly distinct: number };

/** Of the texts of a range's cells; undefined where a row is not loaded. */
export function rangeValue(texts: Iterable<string | undefined>): RangeValue {
  const values = new Set<string>();
  let isWhole = true;
  for (const text of texts) {
    if (text === undefined) isWhole = false;
    else values.add(text);
  }
  if (values.size > 1) return { kind: 'multiple', distinct: values.size };
  const [only] = values;
  return only === undefined || !isWhole ? { kind: 'unknown' } : { kind: 'one', text: only };
}
