import { remember } from '../support/remember.ts';
import { iso6393 } from 'iso-639-3';

export interface Language {
  /** The code DataCite asks for: two letters where ISO 639-1 has them, else three. */
  readonly code: string;
  readonly code3: string;
  readonly name: string;
}

let index: {
  readonly byCode: Map<string, Language>;
  readonly byName: Map<string, Language>;
} | null = null;

/** The language that a code (639-1, 639-2 B or T, 639-3, BCP 47 with a region) or an English name means. */
export const findLanguage = remember(languageNamed);

function languageNamed(text: string): Language | null {
  const { byCode, byName } = languages();
  const plain = text.trim().toLowerCase();
  return byCode.get(plain) ?? byName.get(plain) ?? byCode.get(plain.split(/[-_]/)[0] ?? '') ?? null;
}

/** Built at first use: 7,900 entries that most sessions never ask for. */
function languages(): NonNullable<typeof index> {
  if (index !== null) return index;
  const byCode = new Map<string, Language>();
  const byName = new Map<string, Language>();
  for (const entry of iso6393) {
    const language = {
      code: entry.iso6391 ?? entry.iso6393,
      code3: entry.iso6393,
      name: entry.name,
    };
    for (const code of [entry.iso6391, entry.iso6392B, entry.iso6392T, entry.iso6393]) {
      if (code !== undefined) byCode.set(code, language);
    }
    byName.set(entry.name.toLowerCase(), language);
    const plainName = entry.name.replace(/ \(.*\)$/, '').toLowerCase();
    if (entry.iso6391 !== undefined) byName.set(plainName, language);
  }
  index = { byCode, byName };
  return index;
}

/** Languages whose code or English name begins with a text; those with two letters, the common ones, first. */
export function searchLanguages(text: string, most: number): Language[] {
  const { byCode, byName } = languages();
  const wanted = text.trim().toLowerCase();
  const all = [...new Set([...byName.values()])];
  const exact = byCode.get(wanted);
  const found = all.filter(
    ({ name, code }) => name.toLowerCase().startsWith(wanted) || code.startsWith(wanted),
  );
  found.sort(
    (one, other) => one.code.length - other.code.length || (one.name < other.name ? -1 : 1),
  );
  return [...new Set([...(exact === undefined ? [] : [exact]), ...found])].slice(0, most);
}
