import { checkSuffix } from '../doi/suffix.ts';

/**
 * What a suffix gives away, as the end of a sentence; null for an opaque one (requirement E20). Generated
 * suffixes are opaque by construction, and so are UUIDs and hashes, whatever words their letters happen to
 * form.
 */
export function describeMeaning(suffix: string, title: string): string | null {
  const text = suffix.toLowerCase();
  if (
    checkSuffix(text) === 'valid' ||
    /^(?:[0-9a-f]{8,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(text)
  ) {
    return null;
  }
  const word = text.match(/[a-z]{4,}/g)?.find((letters) => /[aeiouy]/.test(letters));
  if (word !== undefined) {
    return title.toLowerCase().includes(word)
      ? `repeats “${word}” of the title`
      : `holds the word “${word}”`;
  }
  const year = /(?<!\d)(?:19|20)\d\d(?!\d)/.exec(text);
  if (year !== null) return `holds the year ${year[0]}`;
  if (/^(?:.*[^\d])?0*\d{1,6}$/.test(text) && !/[a-z]\d+[a-z]/.test(text))
    return 'ends in what looks like a running number';
  if (/\d\.\d|^v\d|[-_.]v\d/.test(text)) return 'looks like a version number';
  return text.includes('.') ? 'has parts set off by dots, which read as a hierarchy' : null;
}
