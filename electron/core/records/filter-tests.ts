import type { RecordFilter } from '#shared/contract/records.ts';
import type { RecordColumns } from './record-columns.ts';
import { states, syncStates } from './record-columns.ts';

/**
 * The parts of a filter, each a test of a record's id; parts that ask for nothing are missing. Named as
 * the facet that they belong to, so that a facet can be counted without its own part.
 */
export type FilterTests = Readonly<Record<string, (id: number) => boolean>>;

export function filterTests(columns: RecordColumns, filter: RecordFilter): FilterTests {
  const tests: Record<string, (id: number) => boolean> = {};
  const { repositoryId, collectionId, findings, findingCode } = filter;
  if (repositoryId !== undefined) {
    const number = columns.repositories.find(repositoryId);
    tests['repository'] = (id) => columns.repository[id] === number;
  }
  if (collectionId !== undefined) {
    tests['collection'] = (id) => columns.collection[id] === collectionId;
  }
  oneOf(
    tests,
    'state',
    columns.state,
    filter.states?.map((state) => states.indexOf(state)),
  );
  oneOf(
    tests,
    'sync',
    columns.sync,
    filter.sync?.map((sync) => syncStates.indexOf(sync)),
  );
  oneOf(
    tests,
    'type',
    columns.type,
    filter.types?.map((type) => columns.types.find(type)),
  );
  oneOf(tests, 'year', columns.year, filter.years);
  if (findings !== undefined) tests['findings'] = findingsTest(columns, findings);
  if (findingCode !== undefined) {
    const sets = new Set(
      columns.codeSets.flatMap((codes, number) => (codes.includes(findingCode) ? [number] : [])),
    );
    tests['findingCode'] = (id) => sets.has(columns.codeSet[id] ?? 0);
  }
  return tests;
}

/** An empty list asks for nothing, as an unticked group of boxes does. */
function oneOf(
  tests: Record<string, (id: number) => boolean>,
  name: string,
  column: ArrayLike<number>,
  wanted: readonly number[] | undefined,
): void {
  if (wanted === undefined || wanted.length === 0) return;
  const set = new Set(wanted);
  tests[name] = (id) => set.has(column[id] ?? -1);
}

function findingsTest(
  { errors, warnings }: RecordColumns,
  wanted: 'errors' | 'warnings' | 'clean',
): (id: number) => boolean {
  switch (wanted) {
    case 'errors':
      return (id) => errors[id] !== 0;
    case 'warnings':
      return (id) => warnings[id] !== 0;
    case 'clean':
      return (id) => errors[id] === 0 && warnings[id] === 0;
  }
}
