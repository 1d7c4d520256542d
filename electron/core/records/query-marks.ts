import { asDoi, doiKey, parseDoi } from '#shared/doi/doi.ts';
import { isDerived } from '#shared/query/derived-properties.ts';
import type { Field, Subject } from '#shared/query/fields.ts';
import { subjectOf } from '#shared/query/fields.ts';
import { fold } from '#shared/query/fold.ts';
import type { Asked } from '#shared/query/match.ts';
import { dayMatcher, numberMatcher, textMatcher } from '#shared/query/match.ts';
import type { Query } from '#shared/query/query.ts';
import { mustExist } from '#shared/support/assert.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FieldColumn } from './field-columns.ts';
import { fieldColumn } from './field-columns.ts';
import type { Marks } from './marks.ts';
import {
  bothMarks,
  eitherMarks,
  marksOfAll,
  marksOfFilled,
  marksOfIds,
  marksOfKeys,
  marksOfLists,
  marksOfOtherKeys,
  otherMarks,
} from './marks.ts';
import type { RecordProperties } from './properties/record-properties.ts';
import type { RecordColumns } from './record-columns.ts';
import { readSearch } from './search-reading.ts';
import { searchColumn, searchRecords } from './search-text.ts';
import type { SideColumns } from './side-columns.ts';

export interface QuerySources {
  readonly ledger: Ledger;
  readonly columns: RecordColumns;
  readonly properties: RecordProperties;
  readonly sides: SideColumns;
}

/** The answer to a query over all records, those that lists never show included. */
export function marksOfQuery(sources: QuerySources, query: Query): Marks {
  const { maxId } = sources.columns;
  switch (query.kind) {
    case 'all':
      return bothMarks(
        query.parts.map((part) => marksOfQuery(sources, part)),
        maxId,
      );
    case 'any':
      return eitherMarks(
        query.parts.map((part) => marksOfQuery(sources, part)),
        maxId,
      );
    case 'not':
      return otherMarks(marksOfQuery(sources, query.part), maxId);
    case 'words': {
      readSearch(sources.ledger);
      const found = searchRecords(sources.ledger, query.text);
      return found === null ? marksOfAll(maxId) : marksOfIds(maxId, found);
    }
    case 'test':
      return marksOfTest(sources, known(query.field), query);
    case 'has':
      return marksOfPresence(sources, known(query.field));
  }
}

/** Properties whose indexes a query needs. */
export function propertiesOfQuery(query: Query): string[] {
  switch (query.kind) {
    case 'all':
    case 'any':
      return query.parts.flatMap(propertiesOfQuery);
    case 'not':
      return propertiesOfQuery(query.part);
    case 'words':
      return [];
    case 'test':
    case 'has': {
      const subject = known(query.field);
      if (subject.kind === 'property') return [subject.key];
      if (isDerived(subject.field.id)) return [subject.field.id];
      const isExact = query.kind === 'test' && query.operator === '=';
      const words = isExact ? exactProperty[subject.field.id] : undefined;
      return words === undefined ? [] : [words];
    }
  }
}

/** Whether a query is answered by the search index. */
export function searchesWords(columns: RecordColumns, query: Query): boolean {
  switch (query.kind) {
    case 'all':
    case 'any':
      return query.parts.some((part) => searchesWords(columns, part));
    case 'not':
      return searchesWords(columns, query.part);
    case 'words':
      return true;
    case 'has':
      return false;
    case 'test': {
      const subject = known(query.field);
      return subject.kind !== 'property' && columnOf(columns, subject.field).kind === 'words';
    }
  }
}

/** Where ":" searches words and "=" compares the values of a property. */
const exactProperty: Readonly<Record<string, string>> = {
  title: 'titles.title',
  creator: 'creators.name',
};

function known(name: string): Subject {
  return mustExist(subjectOf(name), 'a field or property of a query that was read');
}

function marksOfTest(sources: QuerySources, subject: Subject, asked: Asked): Marks {
  const { columns, properties, sides } = sources;
  const { maxId } = columns;
  if (subject.kind === 'property') {
    const column = properties.column(subject.key);
    return marksOfLists(maxId, column.lists, column.marks(asked, false));
  }
  const { field } = subject;
  const column = columnOf(columns, field);
  const matches = textMatcher(asked, field.kind !== 'text');
  switch (column.kind) {
    case 'keyed': {
      if (field.id === 'collection')
        return marksOfKeys(maxId, column.keys, wantedCollections(sources, asked, matches));
      return marksOfKeys(maxId, column.keys, wanted(column.texts, column.none, matches));
    }
    case 'sets':
      return marksOfKeys(
        maxId,
        column.keys,
        Uint8Array.from(column.sets, (set) => (set.some(matches) ? 1 : 0)),
      );
    case 'amount': {
      const fits = (field.kind === 'day' ? dayMatcher : numberMatcher)(asked);
      const marks = new Uint8Array(column.most + 1);
      for (let amount = 0; amount <= column.most; amount += 1) {
        if (amount !== column.none && fits(amount)) marks[amount] = 1;
      }
      return marksOfKeys(maxId, column.amounts, marks);
    }
    case 'property': {
      const property = properties.column(column.name);
      return marksOfLists(maxId, property.lists, property.marks(asked, field.kind !== 'text'));
    }
    case 'side': {
      const side = sides.of(column);
      return marksOfLists(maxId, side.lists, wanted(side.dictionary.texts, 0, matches));
    }
    case 'words': {
      if (asked.operator === '=' && column.property !== null)
        return marksOfTest(sources, { kind: 'property', key: column.property }, asked);
      readSearch(sources.ledger);
      return eitherMarks(
        asked.values.map((value) =>
          marksOfIds(maxId, searchColumn(sources.ledger, column.column, value)),
        ),
        maxId,
      );
    }
    case 'doi':
      return marksOfIds(maxId, idsOfDois(sources.ledger, asked));
  }
}

function marksOfPresence(sources: QuerySources, subject: Subject): Marks {
  const { columns, properties, sides, ledger } = sources;
  const { maxId } = columns;
  if (subject.kind === 'property')
    return marksOfFilled(maxId, properties.column(subject.key).lists);
  const column = columnOf(columns, subject.field);
  switch (column.kind) {
    case 'keyed':
    case 'sets':
    case 'amount': {
      const keys = column.kind === 'amount' ? column.amounts : column.keys;
      const none = column.kind === 'sets' ? 0 : column.none;
      return none === null ? marksOfAll(maxId) : marksOfOtherKeys(maxId, keys, none);
    }
    case 'property': {
      // Who has an ORCID iD: "none" is a value too, but not one to have.
      if (column.name === 'orcid')
        return marksOfTest(sources, subject, { operator: '=', values: ['all', 'some'] });
      return marksOfFilled(maxId, properties.column(column.name).lists);
    }
    case 'side':
      return marksOfFilled(maxId, sides.of(column).lists);
    case 'words':
      return marksOfIds(maxId, filledIds(ledger, column.column));
    case 'doi':
      return marksOfAll(maxId);
  }
}

export function columnOf(columns: RecordColumns, field: Field): FieldColumn {
  return mustExist(fieldColumn(columns, field.id), `the column of the field ${field.id}`);
}

/** By number, 1 where the text fits. */
function wanted(
  texts: readonly string[],
  none: number | null,
  matches: (text: string) => boolean,
): Uint8Array {
  return Uint8Array.from(texts, (text, number) => (number !== none && matches(text) ? 1 : 0));
}

/** By the collection's number, 1 where its name fits or it is the one asked for as "#12". */
function wantedCollections(
  { ledger }: QuerySources,
  { values }: Asked,
  matches: (name: string) => boolean,
): Uint8Array {
  const rows = ledger.db.all<{ id: number; name: string }>('select id, name from collection');
  const marks = new Uint8Array(Math.max(0, ...rows.map(({ id }) => id)) + 1);
  for (const { id, name } of rows) {
    if (values.includes(`#${id}`) || matches(name)) marks[id] = 1;
  }
  return marks;
}

/** With "=" a name is taken as it stands: a star in it is a letter, and a dot at its end is a part of it. */
function idsOfDois(ledger: Ledger, { operator, values }: Asked): number[] {
  const isExact = operator === '=';
  const isPattern = (value: string): boolean =>
    !isExact && value.includes('*') && !value.startsWith('*');
  const dois = values
    .filter((value) => !isPattern(value))
    .map((value) => (isExact && asDoi(value) !== null ? doiKey(value) : doiOf(value)));
  const exact = ledger.db
    .all<{ id: number }>(
      'select id from record where doi in (select value from json_each(?))',
      JSON.stringify(dois),
    )
    .map(({ id }) => id);
  const byPattern = values.filter(isPattern).flatMap((value) =>
    ledger.db
      .all<{ id: number }>(
        "select id from record where doi like ? escape '\\'",
        doiKey(fold(value))
          .replace(/[\\%_]/g, '\\$&')
          .replaceAll('*', '%'),
      )
      .map(({ id }) => id),
  );
  return [...exact, ...byPattern];
}

function doiOf(text: string): string {
  const parsed = parseDoi(text);
  return doiKey(parsed.ok ? parsed.value : text);
}

function filledIds(ledger: Ledger, column: string): readonly number[] {
  return ledger.db.column<number>(filledSql[column] ?? 'select id from record where false');
}

const filledSql: Readonly<Record<string, string>> = {
  title: 'select id from record where title is not null',
  creators: 'select id from record where creators is not null',
  item_key: 'select id from record where item_key is not null',
};
