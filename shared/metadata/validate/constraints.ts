import type { Fix } from '../../findings/finding.ts';
import { equalJson, isJsonObject } from '../../support/json.ts';
import type { Json } from '../../support/json.ts';
import type { AttributeRule, ElementRule, TextType } from '../schema/rules.ts';
import { isVocabularyName, nearestTerm, termsOf } from '../schema/vocabularies.ts';
import type { VocabularyName } from '../schema/vocabularies.ts';
import { isPresent, scalarText } from '../xml/service-view.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';
import { pathText } from '../path.ts';
import { formOf } from './lexical.ts';
import { mendCoordinate, mendLanguage, mendMissing, mendTo, mendUri } from './mend.ts';
import type { FindingCode } from './sentences.ts';

/**
 * The schema's constraints, compiled from its table into functions over the JSON. They judge what the
 * service's XML writer would write (see `written` and `whenMissing` in `rules.ts`), so the verdict is
 * the XSD's without any XML being made; rules that can never fail compile to nothing.
 */
export type Members = Readonly<Record<string, unknown>>;
export type Check = (context: Context, owner: Members) => void;

/** All checks of the children of a rule, as one function; `undefined` when nothing can fail. */
export function compileChildren(children: readonly ElementRule[]): Check | undefined {
  return together(children.map(compileChild));
}

function together(checks: readonly (Check | undefined)[]): Check | undefined {
  const due = checks.filter((check) => check !== undefined);
  const [only] = due;
  if (due.length < 2) return only;
  return (context, owner) => {
    for (const check of due) check(context, owner);
  };
}

function compileChild(rule: ElementRule): Check | undefined {
  if (rule.place === 'inline') return compileInline(rule);
  // Elements without a type take anything.
  if (rule.place === 'repeat') return undefined;
  const member = rule.member ?? rule.xml;
  if (rule.place === 'tagged')
    return (context, owner) => checkPolygon(context, owner, { rule, member });
  if (rule.place === 'object') return compileObject(rule, member);
  const [entry] = rule.children;
  const check = entry === undefined ? undefined : compileItem(entry);
  return check === undefined
    ? undefined
    : (context, owner) => checkEntries(context, owner[member], { member, check });
}

/** The checks of one item of a list. */
export function compileItem(rule: ElementRule): Check | undefined {
  const text =
    rule.text?.member === undefined ? undefined : compileText(rule.text.type, rule.text.member);
  return together([text, ...rule.attributes.map(compileAttribute), compileChildren(rule.children)]);
}

function compileObject(rule: ElementRule, member: string): Check | undefined {
  const check = compileItem(rule);
  if (check === undefined) return undefined;
  return (context, owner) => {
    const value = owner[member];
    if (!isJsonObject(value)) return;
    if (rule.written === 'present' && Object.keys(value).length === 0) return;
    context.path.push(member);
    check(context, value);
    context.path.pop();
  };
}

function compileInline(rule: ElementRule): Check | undefined {
  const member = rule.text?.member ?? '';
  const text = compileText(rule.text?.type ?? 'untyped', member);
  const check = together([text, ...rule.attributes.map(compileAttribute)]);
  if (check === undefined || rule.written === 'always') return check;
  const filled =
    rule.written === 'filled' ? rule.attributes.map((attribute) => attribute.member ?? '') : [];
  return (context, owner) => {
    if (isPresent(owner[member]) || filled.some((name) => isPresent(owner[name])))
      check(context, owner);
  };
}

function compileText(type: TextType, member: string): Check | undefined {
  const fits = formOf(type);
  if (fits === undefined) return undefined;
  const name = member === 'name';
  return (context, owner) => {
    const text = scalarText(owner[member]) ?? '';
    if (!fits(text) && !(name && isPresent(owner['familyName']))) {
      reportForm(context, type, { member, value: owner[member] });
    }
  };
}

function compileAttribute(rule: AttributeRule): Check | undefined {
  const { member, type } = rule;
  if (member === undefined || rule.unwritten === true || rule.unaccepted === true) return undefined;
  const required = rule.required === true && rule.whenMissing === undefined;
  const fits = formOf(type);
  if (fits === undefined && !required) return undefined;
  const vocabulary = isVocabularyName(type) ? type : undefined;
  return (context, owner) => {
    const text = scalarText(owner[member]) ?? rule.whenMissing;
    if (text === undefined) {
      if (required) reportMissing(context, { member, vocabulary, owner });
    } else if (fits?.(text) === false) {
      if (vocabulary === undefined) reportForm(context, type, { member, value: text });
      else reportTerm(context, { member, vocabulary, value: owner[member] });
    }
  };
}

interface Entries {
  readonly member: string;
  readonly check: Check;
}

/** Entries of a list as the service takes them: objects only, and one object for a list of one. */
function checkEntries(context: Context, value: unknown, { member, check }: Entries): void {
  if (value === undefined || value === null) return;
  context.path.push(member);
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at += 1) {
      const entry: unknown = value[at];
      if (!isJsonObject(entry)) continue;
      context.path.push(at);
      check(context, entry);
      context.path.pop();
    }
  } else if (isJsonObject(value)) {
    check(context, value);
  }
  context.path.pop();
}

function checkPolygon(
  context: Context,
  owner: Members,
  { rule, member }: { rule: ElementRule; member: string },
): void {
  const value = owner[member];
  if (value === undefined || value === null) return;
  const points = (Array.isArray(value) ? value : [value]).filter(isJsonObject);
  const corners = points.filter((point) => isJsonObject(point['polygonPoint']));
  const least = rule.children[0]?.min ?? 0;
  if (corners.length < least) {
    const fix = corners.length === least - 1 ? closing(context, member, points) : undefined;
    report(context, 'polygon-incomplete', { at: member, fix });
  } else if (
    corners.length < points.length - 1 ||
    corners.some((corner, at) => corner !== points[at])
  ) {
    const [inside] = points.filter((point) => !corners.includes(point));
    const value = [...corners, ...(inside === undefined ? [] : [inside])] as Json;
    const fix = mendTo('Move it to the end', pathText([...context.path, member]), value);
    report(context, 'polygon-disordered', { at: member, fix });
  }
  context.path.push(member);
  for (const [at, point] of points.entries()) {
    context.path.push(at);
    checkCorner(context, point, rule);
    context.path.pop();
  }
  context.path.pop();
}

/** A ring of which only the closing corner is missing. */
function closing(context: Context, member: string, points: readonly Members[]): Fix | undefined {
  const corners = points.filter((point) => isJsonObject(point['polygonPoint']));
  const [first, last] = [corners[0], corners.at(-1)];
  if (first === undefined || equalJson(first, last)) return undefined;
  const value = [...corners, first, ...points.filter((point) => !corners.includes(point))] as Json;
  return mendTo('Close the polygon', pathText([...context.path, member]), value);
}

const cornerChecks = new WeakMap<ElementRule, Check>();

function checkCorner(context: Context, point: Members, rule: ElementRule): void {
  // What is no corner the service takes for a point inside the polygon.
  const [corner, inside] = rule.children;
  const child = corner !== undefined && isJsonObject(point[corner.xml]) ? corner : inside;
  if (child === undefined) return;
  let check = cornerChecks.get(child);
  if (check === undefined) {
    check = compileChildren(child.children) ?? (() => undefined);
    cornerChecks.set(child, check);
  }
  const value = point[child.xml];
  context.path.push(child.xml);
  check(context, isJsonObject(value) ? value : {});
  context.path.pop();
}

const formCodes: Partial<Record<TextType, FindingCode>> = {
  year: 'year-invalid',
  language: 'language-invalid',
  lang: 'language-invalid',
  uri: 'uri-invalid',
  latitude: 'coordinate-invalid',
  longitude: 'coordinate-invalid',
};

interface Wrong {
  readonly member: string;
  readonly value: unknown;
}

function reportForm(context: Context, type: TextType, { member, value }: Wrong): void {
  const path = pathText([...context.path, member]);
  const fix = mendTo('Correct it', path, proposals[type]?.(value) ?? null);
  report(context, formCodes[type] ?? 'value-missing', { at: member, value, fix });
}

/** What a value of a wrong form was meant to be, where the value tells. */
const proposals: Partial<Record<TextType, (value: unknown) => Json | null>> = {
  language: mendLanguage,
  lang: mendLanguage,
  uri: mendUri,
  latitude: (value) => mendCoordinate(value, 90),
  longitude: (value) => mendCoordinate(value, 180),
};

interface Missing {
  readonly member: string;
  readonly vocabulary: VocabularyName | undefined;
  readonly owner: Members;
}

function reportMissing(context: Context, { member, vocabulary, owner }: Missing): void {
  const told = mendMissing(member, owner);
  report(context, 'value-missing', {
    at: member,
    ...(vocabulary && { allowed: listed(vocabulary) }),
    fix: mendTo(`Write ${told ?? ''}`, pathText([...context.path, member]), told),
  });
}

export function reportTerm(
  context: Context,
  { member, vocabulary, value }: Wrong & { vocabulary: VocabularyName },
  code: FindingCode = 'value-not-in-list',
): void {
  if (code === 'value-not-in-list' && (value === undefined || value === null)) {
    reportMissing(context, { member, vocabulary, owner: {} });
    return;
  }
  const instead = typeof value === 'string' ? nearestTerm(vocabulary, value) : undefined;
  const path = pathText([...context.path, member]);
  const fix =
    instead === undefined
      ? undefined
      : { label: `Use ${instead}`, changes: [{ path, value: instead }] };
  report(context, code, { at: member, value, instead, fix, allowed: listed(vocabulary) });
}

const shown = 12;

/** The values of a list for a sentence; the long lists are cut. */
function listed(vocabulary: VocabularyName): string {
  const terms = termsOf(vocabulary);
  const first = terms.slice(0, shown).join(', ');
  return terms.length > shown ? `${first} and ${terms.length - shown} more` : first;
}
