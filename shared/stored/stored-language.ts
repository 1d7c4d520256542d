import { iso6393 } from 'iso-639-3';

/**
 * Two-letter codes by ISO 639-1 and 639-2 codes and by English name. ISO 639-3 gives some languages
 * another name than 639-2, which the service uses: of these only what both call the same is kept,
 * and the few long 639-2 names that nobody writes are left out.
 */
const namedDifferently = new Set([
  'Catalan',
  'Nyanja',
  'Church Slavic',
  'Dhivehi',
  'Dutch',
  'Scottish Gaelic',
  'Modern Greek (1453-)',
  'Haitian',
  'Interlingua (International Auxiliary Language Association)',
  'Interlingue',
  'Kalaallisut',
  'Kikuyu',
  'Kirghiz',
  'Kuanyama',
  'Limburgan',
  'Luxembourgish',
  'Navajo',
  'North Ndebele',
  'South Ndebele',
  'Norwegian Nynorsk',
  'Norwegian Bokmål',
  'Occitan (post 1500)',
  'Ossetian',
  'Panjabi',
  'Pushto',
  'Romanian',
  'Sichuan Yi',
  'Sinhala',
  'Spanish',
  'Uighur',
  'Zhuang',
]);

interface TwoLetterCodes {
  readonly byCode: ReadonlyMap<string, string>;
  readonly byName: ReadonlyMap<string, string>;
}

let codes: TwoLetterCodes | null = null;

/** Built at first use, like every list of 7,900 entries. */
function twoLetterCodes(): TwoLetterCodes {
  if (codes !== null) return codes;
  const byCode = new Map<string, string>();
  const byName = new Map<string, string>();
  for (const { iso6391, iso6392B, iso6392T, name } of iso6393) {
    if (iso6391 === undefined) continue;
    for (const code of [iso6391, iso6392B, iso6392T]) {
      if (code !== undefined) byCode.set(code, iso6391);
    }
    const plain = name.replace(/ \(macrolanguage\)$/, '');
    if (!namedDifferently.has(plain)) byName.set(plain, iso6391);
  }
  codes = { byCode, byName };
  return codes;
}

/** The form of `xs:language`, which a value keeps that no list knows. */
export const languageForm = /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/;

/**
 * `language` as it is stored: the part before the first hyphen, as a two-letter code where it is a
 * code or an English name of ISO 639; otherwise the whole value when it is well formed, else null
 * (datacite.md 1.8). `fra`, `French` and `fr-CA` become `fr`, `hhh` stays, `Borgesian` is lost.
 */
export function storedLanguage(language: string): string | null {
  const first = language.split('-', 1)[0] ?? '';
  const named = first.charAt(0).toUpperCase() + first.slice(1);
  const { byCode, byName } = twoLetterCodes();
  const code = byCode.get(first) ?? byName.get(named);
  if (code !== undefined) return code;
  return languageForm.test(language) ? language : null;
}
