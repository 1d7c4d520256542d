/** How a case is called by people: `R-0012`. */
export function caseName(number: number): string {
  return `R-${String(number).padStart(4, '0')}`;
}

/** The number that `R-0012`, `r12` or `12` names; null: it is no case's name. */
export function parseCaseName(text: string): number | null {
  const digits = /^(?:r-?)?0*(\d{1,9})$/i.exec(text.trim())?.[1];
  return digits === undefined ? null : Number(digits);
}
