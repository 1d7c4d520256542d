import type { Attributes } from '../attributes.ts';
import { properties } from '../schema/properties.ts';
import type { AttributeRule, ElementRule, TextType } from '../schema/rules.ts';
import { isVocabularyName, termsOf } from '../schema/vocabularies.ts';
import { between, chance, pick, suffix, times } from './random.ts';
import type { Random } from './random.ts';

/**
 * Any record that the schema allows, made from its table, so that a property that is added there is
 * tested at once: every property, sub-property and list value, texts in many scripts with everything
 * that XML escapes. Valid against the XSD. Values are in the form in which a reader gives them back:
 * no white space around them, no empty text beside attributes, no empty lists.
 */
export function generateAnyRecord(random: Random): Attributes {
  const record: Target = {};
  for (const rule of properties) addChild(record, rule, random);
  record['doi'] = `10.14454/${suffix(random)}`;
  return record;
}

type Target = Record<string, unknown>;

const fragments = [
  'a',
  'Ω',
  'é',
  'e\u0301',
  '漢字',
  'العربية',
  'שלום',
  'ไทย',
  '😀',
  '𝒳',
  '<',
  '>',
  '&',
  '"',
  "'",
  ']]>',
  '<br>',
  '<br/>',
  '&amp;',
  '&lt;br&gt;',
  '<!--',
  '<?x?>',
  '{',
  '}',
  '\\',
  '%41',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\u00A0',
  '\u2028',
  '\u200B',
  '\uFEFF',
  ' ',
  '  ',
  '1',
  '-1',
  '0',
  'null',
  'true',
  '__proto__',
  '10.1234/5',
  'constructor',
] as const;

/** White space of XML at the ends is the reader's to remove. */
const outer = /^[\t\n\r ]+|[\t\n\r ]+$/g;

function anyText(random: Random): string {
  const text = times(between(1, 6, random), () => pick(fragments, random))
    .join('')
    .replace(outer, '');
  return text === '' ? 'x' : text;
}

const uris = [
  'https://example.org/a?b=c&d=%20#e',
  'http://example.org',
  'urn:isbn:0451450523',
  'ftp://example.org/',
  'relative/path',
  'https://example.org/ä ö',
  'mailto:steward@example.org',
  '461001',
  '//example.org',
] as const;

const languages = ['en', 'de', 'pt-BR', 'zh-Hant-TW', 'x-klingon', 'gsw'] as const;

function anyValue(type: TextType, random: Random): string | number {
  if (isVocabularyName(type)) return pick(termsOf(type), random);
  if (type === 'year') return between(1000, 9999, random);
  if (type === 'latitude') return Math.round((random() * 2 - 1) * 90e6) / 1e6;
  if (type === 'longitude') return Math.round((random() * 2 - 1) * 180e6) / 1e6;
  if (type === 'uri') return pick(uris, random);
  if (type === 'lang' || type === 'language') return pick(languages, random);
  return anyText(random);
}

function addText(target: Target, rule: ElementRule, random: Random): void {
  const member = rule.text?.member;
  if (rule.text !== undefined && member !== undefined)
    target[member] = anyValue(rule.text.type, random);
  for (const attribute of rule.attributes) addAttribute(target, attribute, random);
}

function addAttribute(
  target: Target,
  { member, required, type }: AttributeRule,
  random: Random,
): void {
  if (member === undefined) return;
  if (required === true || chance(0.4, random)) target[member] = anyValue(type, random);
}

function addChild(target: Target, rule: ElementRule, random: Random): void {
  if (rule.min === 0 && chance(0.5, random)) return;
  if (rule.place === 'inline') {
    addText(target, rule, random);
    return;
  }
  const member = rule.member ?? rule.xml;
  if (rule.place === 'object') target[member] = anyItem(rule, random);
  else if (rule.place === 'repeat')
    target[member] = times(listLength(random), () => anyItem(rule, random));
  else if (rule.place === 'tagged') target[member] = anyPolygon(rule, random);
  else target[member] = anyList(rule, random);
}

function anyList({ children: [entry] }: ElementRule, random: Random): unknown[] {
  return entry === undefined ? [] : times(listLength(random), () => anyItem(entry, random));
}

/** Mostly one: what two entries do to each other shows in few records, and lists stand within lists. */
function listLength(random: Random): number {
  return chance(0.7, random) ? 1 : between(2, 3, random);
}

function anyItem(rule: ElementRule, random: Random): unknown {
  if (rule.text !== undefined && rule.text.member === undefined) return anyText(random);
  const target: Target = {};
  addText(target, rule, random);
  for (const child of rule.children) addChild(target, child, random);
  return target;
}

function anyPolygon({ children: [corner, inside] }: ElementRule, random: Random): unknown[] {
  if (corner === undefined || inside === undefined) return [];
  const points = times(between(4, 5, random), () => ({ [corner.xml]: anyItem(corner, random) }));
  return chance(0.5, random) ? [...points, { [inside.xml]: anyItem(inside, random) }] : points;
}
