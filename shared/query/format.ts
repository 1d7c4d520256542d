import { parseDoi } from '../doi/doi.ts';
import type { Query } from './query.ts';

/** The text of a query in its shortest spelling; `parseQuery` reads it back as the same query. */
export function formatQuery(query: Query): string {
  return write(query, 'top');
}

/** What stands around a part decides whether it needs brackets. */
type Around = 'top' | 'all' | 'any' | 'not';

function write(query: Query, around: Around): string {
  switch (query.kind) {
    case 'all': {
      if (query.parts.length === 0) return around === 'top' ? '' : '()';
      const text = query.parts
        .map((part, at) =>
          // Searches beside each other would be read as one, in which only the last word may be unfinished.
          isSearch(part) && isSearch(query.parts[at - 1])
            ? `(${write(part, 'all')})`
            : write(part, 'all'),
        )
        .join(' ');
      return around === 'top' || around === 'any' ? text : `(${text})`;
    }
    case 'any': {
      const text = query.parts.map((part) => write(part, 'any')).join(' or ');
      return around === 'top' ? text : `(${text})`;
    }
    case 'not': {
      const text = `-${write(query.part, 'not')}`;
      return around === 'not' ? `(${text})` : text;
    }
    case 'words':
      return needsQuotes(query.text) || (around === 'not' && query.text.includes(' '))
        ? quoted(query.text)
        : query.text;
    case 'has':
      return `has:${valueText(query.field)}`;
    case 'test': {
      const values = query.values.map(valueText);
      const [only = '""'] = values;
      return `${query.field}${query.operator}${values.length === 1 ? only : `(${values.join(' ')})`}`;
    }
  }
}

/** Words that the reader joins with words beside them; a DOI stays by itself. */
function isSearch(part: Query | undefined): boolean {
  return part?.kind === 'words' && !parseDoi(part.text).ok;
}

/** Two slashes behind a name would be read as a web address. */
function valueText(value: string): string {
  const isBare = /^[^\s"(),\\]+$/.test(value) && !/^or$/i.test(value) && !value.startsWith('//');
  return isBare ? value : quoted(value);
}

/** Words that would be read as something else. */
function needsQuotes(text: string): boolean {
  return (
    text === '' ||
    text.trim() !== text ||
    /\s\s|[^\S ]|["()[\]<>=:\\]/.test(text) ||
    text.split(' ').some((word) => /^(?:-|(?:and|or|not)$)/i.test(word)) ||
    // A DOI among words would be a search of its own.
    (text.includes(' ') && text.split(' ').some((word) => parseDoi(word).ok))
  );
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
