/** Letters that decomposition does not take apart. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
};

/** Lower case, without accents. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßøæœłđðþ]/g, (letter) => letters[letter] ?? letter);
}

/** Umlauts are written out by some and left away by others: one form for both. */
function withoutUmlauts(text: string): string {
  return plain(text).replace(/([aou])e/g, '$1');
}

const stopWords = new Set(
  'a an the of in on at from for to and und der die das des von im mit le la les du de et l'.split(
    ' ',
  ),
);
const numberWords: Readonly<Record<string, string>> = {
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  eleven: '11',
  twelve: '12',
};
const abbreviations: Readonly<Record<string, string>> = { pt: 'part', vol: 'volume', no: 'number' };
/** A letter that counts stands behind one of these: `series B`, `wave II`. */
const counters = new Set([
  'part',
  'volume',
  'wave',
  'series',
  'version',
  'number',
  'chapter',
  'phase',
]);
const roman: Readonly<Record<string, string>> = {
  i: '1',
  ii: '2',
  iii: '3',
  iv: '4',
  v: '5',
  vi: '6',
  vii: '7',
  viii: '8',
  ix: '9',
  x: '10',
};

/**
 * The words of a title that tell it from another: lower case, no accents, no articles, numbers as digits, and
 * without the revision that a hub adds.
 */
export function titleWords(title: string): string[] {
  const words = plain(title.replace(/\s*\(revision [0-9a-f]{6,40}\)\s*$/i, ''))
    .replace(/(\d)[.,](?=\d)/g, '$1_')
    .split(/[^\p{L}\p{N}_]+/u)
    .filter((word) => word !== '' && !stopWords.has(word));
  return words.map((word, index) => {
    const full = abbreviations[word] ?? word;
    const before = words[index - 1] ?? '';
    if (counters.has(abbreviations[before] ?? before)) return roman[full] ?? full;
    return numberWords[full] ?? full;
  });
}

/** Family name and first initial, whichever way a name is written; an organisation is one name. */
export function nameKeys(name: string): readonly string[] {
  const [family, given] = name.split(/,\s*/, 2);
  if (family === undefined) return [];
  if (given !== undefined) return [nameKey(family, given)];
  const words = name.trim().split(/\s+/);
  const key = withoutUmlauts(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  // `Given Family`, or the name of an organisation: nobody can tell two words apart.
  if (words.length !== 2) return [key];
  return [key, nameKey(words[1] ?? '', words[0] ?? ''), nameKey(words[0] ?? '', words[1] ?? '')];
}

function nameKey(family: string, given: string): string {
  const initial = withoutUmlauts(given)
    .replace(/[^\p{L}]/gu, '')
    .charAt(0);
  return `${withoutUmlauts(family)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} ${initial}`.trim();
}

/** Parameters that tell where a visitor came from, not what she sees. */
const noise = /^(?:utm_\w+|fbclid|gclid|library|ref|source)$/i;

/**
 * The address of an item, the same for all ways to write it: no protocol, `www.`, port, fragment, tracking or
 * trailing slash, and at a hub no branch and no file. Null where it is no web address.
 */
export function addressKey(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return null;
  const host = parsed.hostname.replace(/^www\./, '');
  const path = parsed.pathname.replace(/\/{2,}/g, '/').replace(/\/$/, '');
  const hub = hubKey(url);
  if (hub !== null) return `hub:${hub}`;
  const query = parsed.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !noise.test(pair.split('=')[0] ?? ''))
    .toSorted()
    .join('&');
  return `${host}${path}${query === '' ? '' : `?${query}`}`;
}

/** `org/name` of a repository of the hub, from its id or any address in it, in lower case; null: it is none. */
export function hubKey(text: string): string | null {
  const inside = /^(?:https?:\/\/)?(?:www\.)?(?:huggingface\.co|hf\.co)\/(?<path>.+)$/i.exec(
    text.trim(),
  );
  const path = (inside?.groups?.['path'] ?? text.trim()).replace(/^(?:datasets|models)\//i, '');
  const found =
    /^(?<id>[\w.-]+\/[\w.-]+?)(?:\/(?:tree|blob|resolve|commit)\/.*)?\/?(?:[?#].*)?$/i.exec(path);
  const id = found?.groups?.['id'];
  if (id === undefined) return null;
  return inside === null && /^10\.\d/.test(id) ? null : id.toLowerCase();
}
