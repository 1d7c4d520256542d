import type { AttributeRule, ElementRule, TextType } from './rules.ts';
import { properties } from './properties.ts';

/**
 * The JSON side of the schema table: which members an object of the REST API has and what stands in
 * them. The zod schema, the validation and the writer's filter are made from it.
 */
export type Shape = TextShape | ObjectShape | ListShape;

export interface TextShape {
  readonly kind: 'text';
  readonly type: TextType;
  /** The XML name where it differs, for telling people who sent that one. */
  readonly xml: string;
  /** The service drops it from requests. */
  readonly unaccepted: boolean;
}

export interface ObjectShape {
  readonly kind: 'object';
  readonly members: ReadonlyMap<string, Shape>;
  /** The member that a bare text in its place would be: `name` for an affiliation. */
  readonly text: string | undefined;
}

export interface ListShape {
  readonly kind: 'list';
  readonly of: TextShape | ObjectShape;
}

const textShape = (type: TextType, xml: string, unaccepted = false): TextShape => ({
  kind: 'text',
  type,
  xml,
  unaccepted,
});

function objectShape(rule: ElementRule): ObjectShape {
  const members = new Map<string, Shape>();
  addContent(members, rule);
  return { kind: 'object', members, text: rule.text?.member };
}

function addContent(members: Map<string, Shape>, rule: ElementRule): void {
  if (rule.text?.member !== undefined)
    members.set(rule.text.member, textShape(rule.text.type, rule.xml));
  for (const attribute of rule.attributes) addAttribute(members, attribute);
  for (const child of rule.children) addChild(members, child);
}

function addAttribute(
  members: Map<string, Shape>,
  { member, type, xml, unaccepted }: AttributeRule,
): void {
  if (member !== undefined) members.set(member, textShape(type, xml, unaccepted));
}

function itemShape(rule: ElementRule): TextShape | ObjectShape {
  if (rule.text !== undefined && rule.text.member === undefined)
    return textShape(rule.text.type, rule.xml);
  return objectShape(rule);
}

function addChild(members: Map<string, Shape>, rule: ElementRule): void {
  if (rule.place === 'inline') {
    addContent(members, rule);
    return;
  }
  const { member } = rule;
  if (member === undefined) return;
  const [entry] = rule.children;
  if (rule.place === 'object') members.set(member, objectShape(rule));
  else if (rule.place === 'repeat') members.set(member, { kind: 'list', of: objectShape(rule) });
  else if (rule.place === 'list' && entry !== undefined)
    members.set(member, { kind: 'list', of: itemShape(entry) });
  else if (rule.place === 'tagged') members.set(member, { kind: 'list', of: taggedShape(rule) });
}

const taggedShape = (rule: ElementRule): ObjectShape => ({
  kind: 'object',
  members: new Map(rule.children.map((child) => [child.xml, objectShape(child)] as const)),
  text: undefined,
});

const texts = (...names: string[]): Map<string, Shape> =>
  new Map(names.map((name) => [name, textShape('string', name)] as const));

/** Derived by the service; a value that is sent wins and then goes stale. */
export const derivedTypes = ['schemaOrg', 'bibtex', 'citeproc', 'ris'] as const;

const container: ObjectShape = {
  kind: 'object',
  members: texts(
    'type',
    'identifier',
    'identifierType',
    'title',
    'volume',
    'issue',
    'firstPage',
    'lastPage',
  ),
  text: undefined,
};

const alternateIdentifiers: ListShape = {
  kind: 'list',
  of: {
    kind: 'object',
    members: texts('alternateIdentifier', 'alternateIdentifierType'),
    text: 'alternateIdentifier',
  },
};

function makeRecordShape(): ObjectShape {
  const members = new Map<string, Shape>();
  for (const property of properties) addChild(members, property);
  const types = members.get('types');
  if (types?.kind === 'object') {
    const more = texts(...derivedTypes);
    members.set('types', { ...types, members: new Map([...types.members, ...more]) });
  }
  members.set('container', container);
  members.set('alternateIdentifiers', alternateIdentifiers);
  members.set('contentUrl', { kind: 'list', of: textShape('string', 'contentUrl') });
  for (const [name, shape] of texts('url', 'schemaVersion')) members.set(name, shape);
  return { kind: 'object', members, text: undefined };
}

/** `data.attributes` of a DOI as far as it is metadata. */
export const recordShape: ObjectShape = makeRecordShape();

/** What the schema has below a place: a member of an object by its name, an entry of a list by any number. */
export function shapeBelow(shape: Shape | undefined, key: string | number): Shape | undefined {
  if (typeof key === 'string') return shape?.kind === 'object' ? shape.members.get(key) : undefined;
  return shape?.kind === 'list' ? shape.of : undefined;
}

/** What the schema has at a place of a record; undefined where it knows none. */
export function shapeAt(keys: readonly (string | number)[]): Shape | undefined {
  return keys.reduce<Shape | undefined>(shapeBelow, recordShape);
}

/**
 * Members of `data.attributes` that are not metadata: instructions of a request and what the service
 * keeps itself (ignored when sent). They are known, so that a fetched record raises no finding.
 */
export const otherMembers: ReadonlySet<string> = new Set(
  (
    'prefix suffix event xml mode reason source landingPage state isActive created registered updated published ' +
    'metadataVersion agency viewCount viewsOverTime downloadCount downloadsOverTime referenceCount citationCount ' +
    'citationsOverTime partCount partOfCount versionCount versionOfCount lastLandingPage lastLandingPageStatus ' +
    'lastLandingPageStatusCheck lastLandingPageStatusResult lastLandingPageContentType'
  ).split(' '),
);
