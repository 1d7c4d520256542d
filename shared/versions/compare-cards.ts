import { textList } from '../cards/front-values.ts';

/** A card as far as its revisions are compared. */
export interface CardRevision {
  readonly text: string;
  readonly front: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Sections that say what the data are, by DataCite's and the Hub's card template; all else is documentation. */
const dataSections =
  /data (?:instances|fields|splits)|splits|configurations|dataset structure|size of/i;

/**
 * How two revisions of a card differ, in the words of the standard policy. Empty: not at all, so that there is
 * nothing to register. What the files of the data set did meanwhile a card cannot tell: a person adds that.
 */
export function compareCards(before: CardRevision, after: CardRevision): readonly string[] {
  if (before.text === after.text) return [];
  const changes = new Set<string>();
  if (JSON.stringify(before.front) !== JSON.stringify(after.front)) changes.add('metadata');
  if (hasOtherLicence(before, after)) changes.add('licence');
  if (withoutSpace(before.body) !== withoutSpace(after.body)) {
    const [older, newer] = [sectionsOf(before.body), sectionsOf(after.body)];
    const names = new Set([...older.keys(), ...newer.keys()]);
    for (const name of names) {
      if ((older.get(name) ?? '') === (newer.get(name) ?? '')) continue;
      changes.add(dataSections.test(name) ? 'schema' : 'documentation');
    }
  }
  // Only blank lines or quotation marks of the front matter differ.
  if (changes.size === 0) changes.add('metadata');
  return [...changes];
}

/** True when both name a licence and neither name is the other's, spelled more or less fully. */
function hasOtherLicence(before: CardRevision, after: CardRevision): boolean {
  const [one, other] = [licencesOf(before), licencesOf(after)];
  if (one.length === 0 || other.length === 0) return false;
  const isAmong = (name: string, names: readonly string[]): boolean =>
    names.some((known) => known.includes(name) || name.includes(known));
  return !one.every((name) => isAmong(name, other)) || !other.every((name) => isAmong(name, one));
}

/** Names of licences as letters and digits, without what the Hub's older lists put around them. */
function licencesOf({ front }: CardRevision): string[] {
  const said = [front['license'], front['licenses'], front['licence']].flatMap((value) =>
    textList(value),
  );
  return said
    .map((name) => name.toLowerCase().replace(/^other-|-?\d+(?:\.\d+)*$/g, ''))
    .filter((name) => !/^(?:unknown|other|n\/a|.*\[needs more information\].*)$/.test(name))
    .map((name) => name.replace(/[^a-z0-9]+/g, ''));
}

function withoutSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The text under each heading, headings made unique by their place among equals. */
function sectionsOf(body: string): Map<string, string> {
  const sections = new Map<string, string>();
  let name = '';
  for (const line of body.split('\n')) {
    const heading = /^#{1,6}\s+(.*)$/.exec(line)?.[1];
    if (heading !== undefined) {
      name = heading.trim();
      for (let twin = 2; sections.has(name); twin += 1) name = `${heading.trim()} ${twin}`;
    }
    sections.set(name, withoutSpace(`${sections.get(name) ?? ''} ${line}`));
  }
  return sections;
}
