import type { RecordFilter } from '../contract/records.ts';
import { subjectOf } from './fields.ts';
import { queryOfFilter } from './filter-query.ts';
import { formatQuery } from './format.ts';
import type { Query } from './query.ts';
import { everything } from './query.ts';

/** What a facet's boxes say: the values that are ticked, and whether "none" is. */
export interface FacetChoice {
  readonly values: readonly string[];
  readonly isWithout: boolean;
}

const nothingChosen: FacetChoice = { values: [], isWithout: false };

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
  if (choice.isWithout) wanted.push({ kind: 'not', part: { kind: 'has', field: facet } });
  const [only] = wanted;
  if (only === undefined) return joined(others);
  return joined([...others, wanted.length === 1 ? only : { kind: 'any', parts: wanted }]);
}

/** The text of what a list is filtered by, without the repository, the search and the pasted list. */
export function textOfFilter(filter: RecordFilter): string {
  const beside = ['repositoryId', 'text', 'dois'];
  const shown = Object.entries(filter).filter(([name]) => !beside.includes(name));
  const query = queryOfFilter(Object.fromEntries(shown));
  return query.ok ? formatQuery(query.value) : (filter.query ?? '');
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
  if (part.kind === 'not' && part.part.kind === 'has' && isSame(part.part.field, facet))
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
