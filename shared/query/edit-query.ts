import type { RecordFilter } from '../contract/records.ts';
import { parseDoi } from '../doi/doi.ts';
import { equalJson } from '../support/json.ts';
import type { Result } from '../support/result.ts';
import { err, ok } from '../support/result.ts';
import { queryText } from '../text/query.en.ts';
import { subjectOf } from './fields.ts';
import { queryOfFilter } from './filter-query.ts';
import { formatQuery } from './format.ts';
import { parseQuery } from './parse.ts';
import type { Query } from './query.ts';
import { everything } from './query.ts';

/** What a facet's boxes say: the values that are ticked, and whether "none" is. */
export interface FacetChoice {
  readonly values: readonly string[];
  readonly isWithout: boolean;
}

const nothingChosen: FacetChoice = { values: [], isWithout: false };

/**
 * Facets with a value that is none to have: `has` finds fewer records than have a value, so "none" is asked for by all
 * the values that there are.
 */
const valuesNotHad: Readonly<Record<string, string>> = { orcid: 'none' };

/** The part of a query that a facet's boxes stand for; a part of any other form is left to the text. */
export function choiceOf(query: Query, facet: string): FacetChoice {
  for (const part of partsOf(query)) {
    const choice = readChoice(part, facet);
    if (choice !== null) return choice;
  }
  return nothingChosen;
}

/** The query with a facet's boxes ticked so; nothing ticked takes the part away. */
export function withChoice(query: Query, facet: string, choice: FacetChoice): Query {
  const others = partsOf(query).filter((part) => readChoice(part, facet) === null);
  const wanted: Query[] = [];
  const notHad = valuesNotHad[facet];
  if (choice.isWithout && notHad !== undefined && equalJson(choice.values, [notHad]))
    return joined([...others, withoutAny(facet)]);
  if (choice.values.length > 0) {
    const subject = subjectOf(facet);
    const isClosed = subject?.kind === 'field' && subject.field.kind === 'choice';
    wanted.push({
      kind: 'test',
      field: facet,
      operator: isClosed ? ':' : '=',
      values: choice.values,
    });
  }
  if (choice.isWithout) wanted.push(notHad === undefined ? withoutAny(facet) : withoutAll(facet));
  const [only] = wanted;
  if (only === undefined) return joined(others);
  return joined([...others, wanted.length === 1 ? only : { kind: 'any', parts: wanted }]);
}

function withoutAny(facet: string): Query {
  return { kind: 'not', part: { kind: 'has', field: facet } };
}

function withoutAll(facet: string): Query {
  const subject = subjectOf(facet);
  const values =
    subject?.kind === 'field' && subject.field.kind === 'choice' ? subject.field.values : [];
  return { kind: 'not', part: { kind: 'test', field: facet, operator: ':', values } };
}

/** The text of what a list is filtered by, without the repository, the search and the pasted list. */
export function textOfFilter(filter: RecordFilter): string {
  const query = queryOfFilter(without(filter, ['repositoryId', 'text', 'dois']));
  return query.ok ? formatQuery(query.value) : (filter.query ?? '');
}

/**
 * All that a list is filtered by as one text, for a view that is saved: search and pasted list stand in it, so that it
 * gives the same records wherever it is asked. Only the repository stays beside. An error says why no text can.
 */
export function savedTextOf(filter: RecordFilter): Result<string> {
  const query = queryOfFilter(without(filter, ['repositoryId']));
  if (!query.ok) return err(queryText.wrong(query.error.message, query.error.from));
  const text = formatQuery(query.value);
  const read = parseQuery(text);
  if (!read.ok) return err(read.error.message);
  // A view that means anything else would be worse than none.
  return equalJson(read.value, query.value) ? ok(text) : err(queryText.noText);
}

/** The filter of a saved text: its list of DOIs is a pasted list again, one sign instead of thousands of words. */
export function filterOfSaved(text: string): RecordFilter {
  const query = parseQuery(text);
  const parts = query.ok ? partsOf(query.value) : [];
  const list = parts.find(isDoiList);
  if (list === undefined) return text === '' ? {} : { query: text };
  const rest = formatQuery(joined(parts.filter((part) => part !== list)));
  return { dois: [...list.values], ...(rest === '' ? {} : { query: rest }) };
}

/** The form that a pasted list has in a query. */
function isDoiList(part: Query): part is Query & { readonly kind: 'test' } {
  if (part.kind !== 'test' || nameOf(part.field) !== 'doi') return false;
  return part.operator === '=' && part.values.every((value) => parseDoi(value).ok);
}

/** The filter with its typed query replaced; parts that it named in other ways are in the text now. */
export function withQueryText(filter: RecordFilter, text: string): RecordFilter {
  const { repositoryId, text: words, dois } = filter;
  return {
    ...(repositoryId === undefined ? {} : { repositoryId }),
    ...(words === undefined ? {} : { text: words }),
    ...(dois === undefined ? {} : { dois }),
    ...(text.trim() === '' ? {} : { query: text.trim() }),
  };
}

function without(filter: RecordFilter, parts: readonly string[]): RecordFilter {
  return Object.fromEntries(Object.entries(filter).filter(([name]) => !parts.includes(name)));
}

function partsOf(query: Query): readonly Query[] {
  return query.kind === 'all' ? query.parts : [query];
}

function joined(parts: readonly Query[]): Query {
  const [only] = parts;
  if (only === undefined) return everything;
  return parts.length === 1 ? only : { kind: 'all', parts };
}

function readChoice(part: Query, facet: string): FacetChoice | null {
  if (part.kind === 'test' && isSame(part.field, facet)) {
    return part.operator === ':' || part.operator === '='
      ? { values: part.values, isWithout: false }
      : null;
  }
  if (part.kind === 'not' && part.part.kind === 'has' && isSame(part.part.field, facet)) {
    const notHad = valuesNotHad[facet];
    return { values: notHad === undefined ? [] : [notHad], isWithout: true };
  }
  if (valuesNotHad[facet] !== undefined && equalJson(part, withoutAll(facet)))
    return { values: [], isWithout: true };
  if (part.kind !== 'any' || part.parts.length !== 2) return null;
  const choices = part.parts.map((one) => readChoice(one, facet));
  if (choices.some((choice) => choice === null)) return null;
  return {
    values: choices.flatMap((choice) => choice?.values ?? []),
    isWithout: choices.some((choice) => choice?.isWithout === true),
  };
}

function isSame(one: string, other: string): boolean {
  return nameOf(one) === nameOf(other);
}

function nameOf(name: string): string {
  const subject = subjectOf(name);
  if (subject === null) return name;
  return subject.kind === 'field' ? subject.field.id : subject.key;
}
