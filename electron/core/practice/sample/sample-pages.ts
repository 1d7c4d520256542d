/** Addresses of the sample collection's landing pages, with their titles. */
export function samplePages(): ReadonlyMap<string, string> {
  return new Map();
}
