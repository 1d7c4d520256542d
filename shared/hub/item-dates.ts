/** Where the hub says that an item is older than its own records: no date of the item (all repositories of before). */
const beginningOfDates = '2022-03-02';

/** A date of the hub without its time; null for the day on which the hub began to note dates. */
export function dateOf(time: string | null): string | null {
  const date = /^\d{4}-\d{2}-\d{2}/.exec(time ?? '')?.[0] ?? null;
  return date === beginningOfDates ? null : date;
}
