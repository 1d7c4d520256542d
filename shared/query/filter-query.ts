import type { RecordFilter } from '../contract/records.ts';
import type { Result } from '../support/result.ts';
import { ok } from '../support/result.ts';
import type { QueryError } from './parse.ts';
import { parseQuery } from './parse.ts';
import type { Operator, Query } from './query.ts';
import { everything } from './query.ts';

/**
 * A list's filter as one query: its parts beside each other, the typed query last. The screens show
 * this text, the core answers it, so both mean the same.
 */
export function queryOfFilter(filter: RecordFilter): Result<Query, QueryError> {
  const typed = filter.query === undefined ? ok(everything) : parseQuery(filter.query);
  if (!typed.ok) return typed;
  const parts: Query[] = [
    ...test('repository', '=', filter.repositoryId),
    ...test('collection', ':', filter.collectionId === undefined ? [] : `#${filter.collectionId}`),
    ...test('state', ':', filter.states),
    ...test('sync', ':', filter.sync),
    ...test('type', '=', filter.types),
    ...test('year', ':', filter.years?.map(String)),
    ...test('findings', ':', filter.findings),
    ...test('finding', '=', filter.findingCode),
    // These and no others, whatever signs are in them.
    ...test('doi', '=', filter.dois),
    ...(filter.text === undefined || filter.text.trim() === ''
      ? []
      : [{ kind: 'words', text: filter.text } as const]),
    ...(typed.value.kind === 'all' ? typed.value.parts : [typed.value]),
  ];
  return ok(parts.length === 1 ? (parts[0] ?? everything) : { kind: 'all', parts });
}

/** An empty list asks for nothing, as an unticked group of boxes does. */
function test(
  field: string,
  operator: Operator,
  wanted: string | readonly string[] | undefined,
): Query[] {
  const values = wanted === undefined ? [] : typeof wanted === 'string' ? [wanted] : wanted;
  return values.length === 0 ? [] : [{ kind: 'test', field, operator, values }];
}
