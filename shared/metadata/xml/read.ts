import { AppError } from '../../support/app-error.ts';
import type { Attributes } from '../attributes.ts';
import { resource } from '../schema/properties.ts';
import type { ElementRule, TextRule } from '../schema/rules.ts';
import type { XmlAttribute, XmlElement } from './element.ts';
import { attributeName, schemaInstanceNamespace } from './element.ts';
import { kernelVersion, textOf, trimXml, upgradeTree } from './upgrade.ts';
import { upgradeValues } from '../upgrade.ts';
import type { Change } from '../upgrade.ts';

/** A record as read from DataCite XML, in the words of schema 4.7. */
export interface ReadResult {
  readonly attributes: Attributes;
  /** The namespace that the document names. */
  readonly schemaVersion: string;
  /** What was changed on the way, and what could not be kept; empty for a clean 4.x document. */
  readonly changes: readonly Change[];
}

type Target = Record<string, unknown>;

interface Reader {
  readonly namespace: string;
  readonly changes: Change[];
}

/**
 * Reads DataCite XML of any kernel from 2.1 to 4.7. White space around values goes, empty wrappers go,
 * everything else is kept or named in `changes`. Throws `AppError` VALIDATION for a document that is
 * not DataCite XML at all.
 */
export function readDataciteXml(document: XmlElement): ReadResult {
  if (document.name !== 'resource' || kernelVersion(document.namespace) === undefined) {
    const found =
      document.namespace === '' ? 'no namespace' : `the namespace ${document.namespace}`;
    throw new AppError('VALIDATION', {
      message: `This is not DataCite XML: the document begins with <${document.name}> in ${found}`,
      nextStep: 'DataCite XML begins with <resource xmlns="http://datacite.org/schema/kernel-4">.',
    });
  }
  const { root, changes: formal } = upgradeTree(document);
  const reader: Reader = { namespace: root.namespace, changes: [...formal] };
  const attributes: Target = {};
  readAttributes(reader, resource, { element: root, target: attributes, path: '' });
  readChildren(reader, resource, { element: root, target: attributes, path: '' });
  const upgrade = upgradeValues(attributes, root.namespace);
  const changes = [...reader.changes, ...upgrade.changes];
  return { attributes: upgrade.attributes, schemaVersion: root.namespace, changes };
}

/** Where the reader is: the element, the object that its content goes into, and that object's path. */
interface Place {
  readonly element: XmlElement;
  readonly target: Target;
  readonly path: string;
}

function leftOut(reader: Reader, path: string, what: string): void {
  reader.changes.push({ path, message: `${what} was left out`, needsDecision: true });
}

const join = (path: string, member: string): string => (path === '' ? member : `${path}.${member}`);

const locate = (element: XmlElement): string => (element.line > 0 ? ` (line ${element.line})` : '');

/** What would be lost is said, so that a person can put it back. */
function quoteText(element: XmlElement): string {
  const text = textOf(element);
  return text.length > 200 ? `"${text.slice(0, 200)}…"` : `"${text}"`;
}

function strange(element: XmlElement): string {
  const text = quoteText(element);
  const what = text === '""' ? '' : ` ${text},`;
  return `The element ${element.name}${locate(element)},${what} which the schema does not have here,`;
}

function strayText(reader: Reader, { element, path }: Place, text: string): void {
  const content = trimXml(text);
  if (content !== '')
    leftOut(reader, path, `The text "${content}" in ${element.name}${locate(element)}`);
}

/** Reads the children of a compound; returns those that did not fit because their place was taken. */
function readChildren(reader: Reader, rule: ElementRule, place: Place): XmlElement[] {
  const { element, target, path } = place;
  const spare: XmlElement[] = [];
  for (const child of element.children) {
    if (typeof child === 'string') {
      strayText(reader, place, child);
      continue;
    }
    const childRule =
      child.namespace === reader.namespace && rule.children.find((each) => each.xml === child.name);
    if (childRule === false || childRule === undefined) {
      leftOut(reader, path, strange(child));
    } else if (isTaken(childRule, target)) {
      spare.push(child);
    } else {
      readChild(reader, childRule, { element: child, target, path });
    }
  }
  if (rule.order !== 'choice') {
    for (const child of spare)
      leftOut(reader, path, `A second ${child.name}${locate(child)}, ${quoteText(child)},`);
  }
  return spare;
}

function isTaken(rule: ElementRule, target: Target): boolean {
  if (rule.place === 'repeat') return false;
  const attributes = rule.attributes.map(({ member }) => member);
  const members = rule.place === 'inline' ? [rule.text?.member, ...attributes] : [rule.member];
  return members.some((member) => member !== undefined && Object.hasOwn(target, member));
}

function readChild(reader: Reader, rule: ElementRule, place: Place): void {
  const { element, target, path } = place;
  if (rule.place === 'inline') {
    readTextElement(reader, rule, place);
    return;
  }
  const member = rule.member ?? rule.xml;
  const at = join(path, member);
  if (rule.place === 'object') {
    target[member] = readItem(reader, rule, element, at)[0];
  } else if (rule.place === 'repeat') {
    const list = (target[member] ??= []) as unknown[];
    list.push(...readItem(reader, rule, element, `${at}[${list.length}]`));
  } else {
    const entries = readEntries(reader, rule, element, at);
    if (entries.length > 0) target[member] = entries;
  }
}

function readEntries(
  reader: Reader,
  rule: ElementRule,
  wrapper: XmlElement,
  path: string,
): unknown[] {
  const entries: unknown[] = [];
  readAttributes(reader, rule, { element: wrapper, target: {}, path });
  for (const entry of wrapper.children) {
    if (typeof entry === 'string') {
      strayText(reader, { element: wrapper, target: {}, path }, entry);
      continue;
    }
    const entryRule = rule.children.find(
      (each) => each.xml === entry.name && entry.namespace === reader.namespace,
    );
    if (entryRule === undefined) {
      leftOut(reader, path, strange(entry));
      continue;
    }
    const values = readItem(reader, entryRule, entry, `${path}[${entries.length}]`);
    entries.push(
      ...(rule.place === 'tagged' ? values.map((value) => ({ [entry.name]: value })) : values),
    );
  }
  return entries;
}

/** One item; several where the service's JSON can hold only one shape of a kind for each place. */
function readItem(reader: Reader, rule: ElementRule, element: XmlElement, path: string): unknown[] {
  if (rule.text !== undefined && rule.text.member === undefined) {
    readAttributes(reader, rule, { element, target: {}, path });
    return [contentOf(reader, rule, element, path)];
  }
  const target: Target = {};
  if (rule.text !== undefined) {
    readTextElement(reader, rule, { element, target, path });
    return [target];
  }
  readAttributes(reader, rule, { element, target, path });
  const spare = readChildren(reader, rule, { element, target, path });
  if (rule.order !== 'choice' || spare.length === 0) return [target];
  reader.changes.push({
    path,
    message:
      'This place has several shapes of a kind; each became a place of its own, since DataCite keeps one',
    needsDecision: false,
  });
  return [target, ...readItem(reader, rule, { ...element, attributes: [], children: spare }, path)];
}

function readTextElement(reader: Reader, rule: ElementRule, place: Place): void {
  const { element, target, path } = place;
  const count = readAttributes(reader, rule, place);
  const member = rule.text?.member;
  if (rule.text === undefined || member === undefined) return;
  const content = contentOf(reader, rule, element, join(path, member));
  // An element that says something in its attributes needs no empty text beside it.
  if (content !== '' || count === 0) target[member] = typedValue(rule.text, content);
}

function readAttributes(
  reader: Reader,
  rule: ElementRule,
  { element, target, path }: Place,
): number {
  let count = 0;
  for (const attribute of element.attributes) {
    if (attribute.namespace === schemaInstanceNamespace) continue;
    const name = attributeName(attribute);
    const known = rule.attributes.find((each) => each.xml === name);
    if (known?.member !== undefined) {
      target[known.member] = attribute.value;
      count += 1;
    } else if (known === undefined && rule.open === true && attribute.namespace === '') {
      keepUnknown(reader, { element, target, path }, attribute);
    } else if (known?.whenMissing !== attribute.value) {
      leftOut(
        reader,
        path,
        `The attribute ${name}="${attribute.value}" of ${element.name}${locate(element)}`,
      );
    }
  }
  return count;
}

/** Elements without a type may carry any attribute: it is kept under its own name, and named. */
function keepUnknown(
  reader: Reader,
  { element, target, path }: Place,
  attribute: XmlAttribute,
): void {
  if (attribute.name === '__proto__' || Object.hasOwn(target, attribute.name)) {
    leftOut(
      reader,
      path,
      `The attribute ${attribute.name}="${attribute.value}" of ${element.name}${locate(element)}`,
    );
    return;
  }
  target[attribute.name] = attribute.value;
  reader.changes.push({
    path: join(path, attribute.name),
    message: `The attribute ${attribute.name}${locate(element)} is not in the schema; it was kept, but DataCite will drop it`,
    needsDecision: true,
  });
}

function contentOf(reader: Reader, rule: ElementRule, element: XmlElement, path: string): string {
  const parts = element.children.map((child) => {
    if (typeof child === 'string') return child;
    if (rule.lineBreaks === true && child.name === 'br') return '<br>';
    reader.changes.push({
      path,
      message: `The markup ${child.name}${locate(child)} was removed; its text was kept`,
      needsDecision: true,
    });
    return contentOf(reader, rule, child, path);
  });
  return trimXml(parts.join(''));
}

const plainYear = /^[1-9]\d{3}$/;
const plainNumber = /^[+-]?\d+(?:\.\d+)?$/;

function typedValue({ type }: TextRule, text: string): string | number {
  const numeric =
    type === 'year'
      ? plainYear
      : type === 'latitude' || type === 'longitude'
        ? plainNumber
        : undefined;
  return numeric?.test(text) === true ? Number(text) : text;
}
