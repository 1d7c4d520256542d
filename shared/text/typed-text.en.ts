/** Why a text cannot stand where it was typed, and what was plainly meant. */
export const typedTextText = {
  meant: (sentence: string, near: string | number | null | undefined): string =>
    near == null ? sentence : `${sentence} Did you mean ${near}?`,
  notInList: (value: string): string =>
    `“${value}” is not one of the values that the schema allows here.`,
  notYear: (value: string): string => `“${value}” is no year: four digits, as in 2024.`,
  notAngle: (value: string, limit: number): string =>
    `“${value}” is no number between -${limit} and ${limit}.`,
  notDate: (value: string): string =>
    `“${value}” is no date as DataCite has it: write 2024, 2024-05 or 2024-05-31, or a range as 2024-05/2024-06.`,
  twoDays: (value: string, days: readonly string[]): string =>
    `“${value}” can be two days: write ${days.join(' or ')}.`,
  reversed: (value: string): string => `The range “${value}” ends before it starts.`,
  notLanguage: (value: string): string =>
    `“${value}” is no code of a language: two or three letters, as in en, or with a region, as in pt-BR.`,
  notUrl: (value: string): string =>
    `“${value}” is no web address: it begins with https:// and has no blanks.`,
  notUri: (value: string): string =>
    `“${value}” is no whole address, as https://example.org/page or urn:example:1 are.`,
};
