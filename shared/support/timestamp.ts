const form = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** True for a day, or a moment of one, as ISO 8601 writes it: `2026-11-22`, `2026-11-22T09:30:00.000Z`. */
export function isTimestamp(text: string): boolean {
  return form.test(text) && !Number.isNaN(Date.parse(text));
}
