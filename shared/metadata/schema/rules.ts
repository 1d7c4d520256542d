import type { SchemaVersion, VocabularyName } from './vocabularies.ts';

/**
 * The grammar of the schema table in `properties.ts`. One rule describes one XML element: what it may
 * hold, where its content stands in the JSON of the REST API, and what the service does with it that
 * neither form says. The XSD, the zod schema, the XML writer and reader and the validation are all
 * made from these rules; nothing about the schema is written down a second time.
 */
export type TextType =
  | 'string'
  /** At least one character; white space counts as one, as it does in XSD. */
  | 'nonEmpty'
  | 'year'
  /** xs:language. */
  | 'language'
  /** xml:lang: a language or the empty string. */
  | 'lang'
  | 'uri'
  | 'latitude'
  | 'longitude'
  /** No type was declared: any text, any children, any attributes. */
  | 'untyped'
  | VocabularyName;

export interface AttributeRule {
  readonly xml: string;
  /** JSON name; absent for `identifierType`, which JSON does not have. */
  readonly member?: string;
  readonly type: TextType;
  readonly required?: boolean;
  readonly since?: SchemaVersion;
  /** The text that the service writes where JSON has none. */
  readonly whenMissing?: string;
  /** JSON keeps it, but the service's XML writer leaves it out. */
  readonly unwritten?: boolean;
  /** The service takes it from no request: it is dropped silently. */
  readonly unaccepted?: boolean;
}

export interface TextRule {
  /** JSON name of the text; absent where the item is itself the text (`sizes`, `formats`). */
  readonly member?: string;
  readonly type: TextType;
}

/**
 * Where an element's content stands in JSON:
 * `inline`: its text and attributes are members of the enclosing object;
 * `object`: one object under `member`;
 * `list`: a wrapper whose items are the array under `member`;
 * `repeat`: the element itself repeats, without a wrapper, as the array under `member`;
 * `tagged`: an array under `member`, each child as `{ <child's name>: {...} }` (polygons);
 * `item`: an item of a `list`, or a child of `tagged`.
 */
export type Place = 'inline' | 'object' | 'list' | 'repeat' | 'tagged' | 'item';

/**
 * When the service's writer writes an element: always; when its value is not null; when it is not
 * blank; or when it or one of its attributes is not blank.
 */
export type Written = 'always' | 'notNull' | 'present' | 'filled';

export interface ElementRule {
  readonly xml: string;
  readonly place: Place;
  readonly member?: string;
  readonly text?: TextRule;
  readonly attributes: readonly AttributeRule[];
  readonly children: readonly ElementRule[];
  /** How children may follow one another. */
  readonly order: 'all' | 'sequence' | 'choice';
  readonly min: number;
  readonly max: number;
  readonly since?: SchemaVersion;
  readonly written: Written;
  /** Text may be mixed with `br` elements. */
  readonly lineBreaks?: boolean;
  /**
   * The official declaration binds no type to this element (an `xsi:type` on the declaration, which
   * XSD ignores), so that any content is valid.
   */
  readonly open?: boolean;
}

type Options = Partial<Omit<ElementRule, 'xml' | 'place' | 'text'>>;

const defaults = {
  attributes: [],
  children: [],
  order: 'sequence',
  min: 0,
  max: 1,
  written: 'present',
} as const;

export function attribute(
  xml: string,
  member: string,
  type: TextType,
  more: Partial<AttributeRule> = {},
): AttributeRule {
  return { xml, member, type, ...more };
}

/** `xml:lang` as `lang`. */
export function language(more: Partial<AttributeRule> = {}): AttributeRule {
  return attribute('xml:lang', 'lang', 'lang', more);
}

/** An element whose text (and attributes) are members of the enclosing object. */
export function inline(xml: string, text: TextRule, more: Options = {}): ElementRule {
  return { ...defaults, xml, place: 'inline', text, ...more };
}

/** An item that is a text with attributes. */
export function item(
  xml: string,
  text: TextRule,
  attributes: readonly AttributeRule[] = [],
): ElementRule {
  return { ...defaults, xml, place: 'item', text, attributes, max: Infinity };
}

/** An item that holds elements. */
export function compound(
  xml: string,
  children: readonly ElementRule[],
  more: Options = {},
): ElementRule {
  return { ...defaults, xml, place: 'item', children, max: Infinity, ...more };
}

/** A wrapper element; its JSON name is its own unless `more.member` says otherwise. */
export function list(xml: string, entry: ElementRule, more: Options = {}): ElementRule {
  return { ...defaults, xml, place: 'list', member: xml, children: [entry], ...more };
}

export function object(
  xml: string,
  member: string,
  more: Options & { text?: TextRule },
): ElementRule {
  return { ...defaults, xml, place: 'object', member, ...more };
}

/** An element that repeats without a wrapper. */
export function repeat(
  xml: string,
  member: string,
  text: TextRule,
  attributes: readonly AttributeRule[],
): ElementRule {
  return {
    ...defaults,
    xml,
    place: 'repeat',
    member,
    text,
    attributes,
    max: Infinity,
    written: 'always',
    open: true,
  };
}
