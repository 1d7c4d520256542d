import { isJsonObject } from '../../support/json.ts';
import type { Attributes } from '../attributes.ts';
import { namespace, resource } from '../schema/properties.ts';
import type { AttributeRule, ElementRule } from '../schema/rules.ts';
import { fullName, isPresent, scalarText, serviceView } from './service-view.ts';
import type { Members } from './service-view.ts';
import { escapeAttribute, escapeText } from './text.ts';

/**
 * DataCite XML of a record. By default exactly what the service would make of it: its order, its
 * fillings-in and its losses (so that local XSD checks see what the service will see, line for line).
 * With `lossless` everything that the schema can hold, for export.
 */
export interface WriteOptions {
  readonly lossless?: boolean;
}

interface Writer {
  readonly lossless: boolean;
  readonly lines: string[];
}

const head = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<resource xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' +
    ` xsi:schemaLocation="${namespace} http://schema.datacite.org/meta/kernel-4/metadata.xsd"` +
    ` xmlns="${namespace}">`,
];

/** The service writes related items before sizes; the documentation lists them last. */
function serviceOrder(children: readonly ElementRule[]): readonly ElementRule[] {
  const late = children.find((child) => child.xml === 'relatedItems');
  if (late === undefined) return children;
  const others = children.filter((child) => child !== late);
  const at = others.findIndex((child) => child.xml === 'relatedIdentifiers') + 1;
  return [...others.slice(0, at), late, ...others.slice(at)];
}

const inServiceOrder: readonly ElementRule[] = serviceOrder(resource.children);

/** Writes a record as DataCite XML (kernel-4). `doi` names the record, whatever `attributes` says. */
export function writeDataciteXml(
  attributes: Attributes,
  doi: string,
  options: WriteOptions = {},
): string {
  const lossless = options.lossless === true;
  const writer: Writer = { lossless, lines: [...head] };
  const raw = attributes as Members;
  const view = lossless ? wholeView(raw) : serviceView(raw);
  for (const child of inServiceOrder) writeChild(writer, child, { ...view, doi }, 1);
  writer.lines.push('</resource>', '');
  return writer.lines.join('\n');
}

/** Lossless: nothing is filtered; only the alias of alternate identifiers is followed. */
function wholeView(attributes: Members): Members {
  const alias = attributes['alternateIdentifiers'];
  if (Array.isArray(attributes['identifiers']) || !Array.isArray(alias)) return attributes;
  const identifiers = alias.filter(isJsonObject).map((each) => ({
    identifier: each['alternateIdentifier'],
    identifierType: each['alternateIdentifierType'],
  }));
  return { ...attributes, identifiers };
}

function writeChild(writer: Writer, rule: ElementRule, owner: Members, depth: number): void {
  const value = owner[rule.member ?? rule.xml];
  if (rule.place === 'inline') {
    const text = textOf(rule, owner);
    if (isInlineDue(writer, rule, { text, owner })) writeText(writer, rule, owner, { text, depth });
  } else if (rule.place === 'object') {
    if (isObjectDue(writer, rule, value)) writeItem(writer, rule, value, depth);
  } else if (rule.place === 'repeat') {
    for (const entry of entriesOf(value)) writeItem(writer, rule, entry, depth);
  } else if (isWrapperDue(writer, rule, value)) {
    const write = (): void => {
      for (const entry of entriesOf(value)) writeEntry(writer, rule, entry, depth + 1);
    };
    writeNest(writer, { open: rule.xml, depth }, write);
  }
}

/** Lossless writes what there is; the service has its own mind (see `Written`). */
function isInlineDue(
  { lossless }: Writer,
  { attributes, written }: ElementRule,
  { text, owner }: { text: string | undefined; owner: Members },
): boolean {
  const given = attributes.map(({ member }) => (member === undefined ? undefined : owner[member]));
  if (lossless) return text !== undefined || given.some((value) => scalarText(value) !== undefined);
  if (written === 'always') return true;
  if (written === 'notNull') return text !== undefined;
  return isPresent(text) || (written === 'filled' && given.some(isPresent));
}

function isObjectDue({ lossless }: Writer, rule: ElementRule, value: unknown): boolean {
  if (!lossless && rule.written === 'always') return true;
  if (!lossless && rule.written === 'notNull') return isJsonObject(value);
  return Object.keys(asObject(rule, value) ?? {}).length > 0;
}

function isWrapperDue({ lossless }: Writer, { written }: ElementRule, value: unknown): boolean {
  if (entriesOf(value).length > 0) return true;
  return !lossless && (written === 'always' || (written === 'notNull' && Array.isArray(value)));
}

/** A name that was given only in parts is put together as the service does. */
function textOf(rule: ElementRule, owner: Members): string | undefined {
  const member = rule.text?.member ?? '';
  const text = scalarText(owner[member]);
  const nameless = text === undefined && member === 'name' && isPresent(owner['familyName']);
  return nameless ? fullName(owner) : text;
}

/** An object as it is; a bare text as the object that it stands for. */
function asObject(rule: ElementRule, value: unknown): Members | undefined {
  if (isJsonObject(value)) return value;
  const text = scalarText(value);
  const member = rule.text?.member;
  return text === undefined || member === undefined ? undefined : { [member]: text };
}

function writeEntry(writer: Writer, rule: ElementRule, entry: unknown, depth: number): void {
  const [first, last] = rule.children;
  if (rule.place === 'list' && first !== undefined) writeItem(writer, first, entry, depth);
  if (rule.place !== 'tagged' || first === undefined || last === undefined) return;
  const point = isJsonObject(entry) ? entry : {};
  // What is no corner the service writes as a point inside, even if there is none.
  if (isJsonObject(point[first.xml])) writeItem(writer, first, point[first.xml], depth);
  else if (!writer.lossless || isJsonObject(point[last.xml]))
    writeItem(writer, last, point[last.xml], depth);
}

/** Lists as they come: one object stands for a list of one, as it does for the service. */
function entriesOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.filter((entry) => entry !== null) : [value];
}

function writeItem(writer: Writer, rule: ElementRule, value: unknown, depth: number): void {
  const owner = asObject(rule, value) ?? {};
  if (rule.text !== undefined) {
    const text = rule.text.member === undefined ? value : owner[rule.text.member];
    writeText(writer, rule, owner, { text: scalarText(text), depth });
    return;
  }
  const write = (): void => {
    for (const child of rule.children) writeChild(writer, child, owner, depth + 1);
  };
  const open = rule.xml + attributesText(writer, rule.attributes, owner);
  writeNest(writer, { open, depth }, write);
}

function writeNest(writer: Writer, tag: { open: string; depth: number }, write: () => void): void {
  const indent = '  '.repeat(tag.depth);
  const at = writer.lines.push(`${indent}<${tag.open}>`);
  write();
  if (writer.lines.length === at) writer.lines[at - 1] = `${indent}<${tag.open}/>`;
  else writer.lines.push(`${indent}</${tag.open.split(' ', 1)[0] ?? ''}>`);
}

function writeText(
  writer: Writer,
  rule: ElementRule,
  owner: Members,
  { text, depth }: { text: string | undefined; depth: number },
): void {
  const extra = writer.lossless && rule.open === true ? unknownAttributes(rule, owner) : '';
  const known = attributesText(writer, rule.attributes, owner);
  const open = `${'  '.repeat(depth)}<${rule.xml}${known}${extra}`;
  if (text === undefined || text === '') {
    writer.lines.push(`${open}/>`);
    return;
  }
  const escaped = escapeText(text);
  const content =
    writer.lossless && rule.lineBreaks === true
      ? escaped.replaceAll('&lt;br&gt;', '<br/>')
      : escaped;
  writer.lines.push(`${open}>${content}</${rule.xml}>`);
}

const attributeName = /^[A-Za-z_][\w.-]*$/;

/** What the reader kept of an element without a type goes back to where it was. */
function unknownAttributes(rule: ElementRule, owner: Members): string {
  const known = new Set([
    rule.text?.member,
    ...rule.attributes.flatMap(({ member, xml }) => [member, xml]),
  ]);
  return Object.entries(owner)
    .filter(
      ([name, value]) => typeof value === 'string' && attributeName.test(name) && !known.has(name),
    )
    .map(([name, value]) => ` ${name}="${escapeAttribute(String(value))}"`)
    .join('');
}

function attributesText(writer: Writer, rules: readonly AttributeRule[], owner: Members): string {
  let text = '';
  for (const rule of rules) {
    if (!writer.lossless && (rule.unwritten === true || rule.unaccepted === true)) continue;
    const given = rule.member === undefined ? undefined : scalarText(owner[rule.member]);
    const value =
      given ?? (!writer.lossless || rule.required === true ? rule.whenMissing : undefined);
    if (value !== undefined) text += ` ${rule.xml}="${escapeAttribute(value)}"`;
  }
  return text;
}
