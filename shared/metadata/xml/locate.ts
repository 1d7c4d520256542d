import { properties, resource } from '../schema/properties.ts';
import type { ElementRule } from '../schema/rules.ts';
import type { XmlElement } from './element.ts';
import { elementsOf, xmlNamespace } from './element.ts';

/** A violation of the schema as libxml2 tells it; see `XsdProblem` in `electron/core/xml`. */
export interface Violation {
  readonly xpath: string;
  readonly attribute?: string;
  readonly message: string;
}

/** Where in the attributes a violation in a document lies: `creators[0].nameType`. */
export function locateViolation(root: XmlElement, violation: Violation): string {
  const { path, owner, rule } = follow(root, violation.xpath);
  const absent = /^The attribute '(?<name>[^']+)' is required/.exec(violation.message)?.groups;
  const attribute = violation.attribute ?? absent?.['name'];
  if (attribute !== undefined) {
    const name = attribute.replace(`{${xmlNamespace}}`, 'xml:');
    const member = rule?.attributes.find(({ xml }) => xml === name)?.member;
    return member === undefined ? path : join(owner, member);
  }
  if (path === '' && violation.message.startsWith('Missing child')) return firstMissing(root);
  const aboutText = violation.message.startsWith('[facet') || violation.message.startsWith("'");
  const text = rule?.text?.member;
  return aboutText && text !== undefined && rule?.place !== 'inline' ? join(path, text) : path;
}

const join = (path: string, member: string): string => (path === '' ? member : `${path}.${member}`);

/** libxml2 lists all that may follow; the first mandatory property that is absent is meant. */
function firstMissing(root: XmlElement): string {
  const present = new Set(elementsOf(root).map(({ name }) => name));
  const missing = properties.find(({ xml, min }) => min > 0 && !present.has(xml));
  if (missing === undefined) return '';
  if (missing.member === 'types') return 'types.resourceTypeGeneral';
  return missing.member ?? missing.text?.member ?? '';
}

interface Found {
  readonly path: string;
  /** Path of the object that holds the attributes: for `inline` elements the enclosing one. */
  readonly owner: string;
  readonly rule: ElementRule | undefined;
}

const step = /^(?:[^:[]+:)?(?<name>[^[]+)(?:\[(?<index>\d+)\])?$/;

function follow(root: XmlElement, xpath: string): Found {
  let element = root;
  let rule: ElementRule | undefined = resource;
  let path = '';
  let owner = '';
  for (const segment of xpath.split('/').filter(Boolean).slice(1)) {
    const { name, index } = step.exec(segment)?.groups ?? {};
    const siblings = elementsOf(element).filter((each) => name === '*' || each.name === name);
    const next = siblings[Number(index ?? 1) - 1];
    const nextRule: ElementRule | undefined = rule.children.find(({ xml }) => xml === next?.name);
    if (next === undefined || nextRule === undefined) break;
    owner = path;
    path = extend(path, rule, { rule: nextRule, siblings: elementsOf(element), next });
    element = next;
    rule = nextRule;
  }
  return { path, owner: rule.place === 'inline' ? owner : path, rule };
}

interface Step {
  readonly rule: ElementRule;
  readonly siblings: readonly XmlElement[];
  readonly next: XmlElement;
}

function extend(path: string, parent: ElementRule, { rule, siblings, next }: Step): string {
  if (rule.place === 'item') {
    const item = `${path}[${siblings.indexOf(next)}]`;
    return parent.place === 'tagged' ? join(item, rule.xml) : item;
  }
  if (rule.place === 'repeat') {
    const same = siblings.filter(({ name }) => name === next.name);
    return `${join(path, rule.member ?? rule.xml)}[${same.indexOf(next)}]`;
  }
  return join(path, rule.member ?? rule.text?.member ?? rule.xml);
}
