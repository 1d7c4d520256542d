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
      const text = query.parts.map((part) => write(part, 'all')).join(' ');
      return around === 'top' || around === 'any' ? text : `(${text})`;
    }
    case 'any': {
      const text = query.parts.map((part) => write(part, 'any')).join(' or ');
      return around === 'top' ? text : `(${text})`;
    }
    case 'not':
      return `-${write(query.part, 'not')}`;
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

function valueText(value: string): string {
  const isBare = /^[^\s"(),\\]+$/.test(value) && !/^or$/i.test(value);
  return isBare ? value : quoted(value);
}

/** Words that would be read as something else. */
function needsQuotes(text: string): boolean {
  return (
    text === '' ||
    text.trim() !== text ||
    /\s\s|[^\S ]|["()<>=:\\]/.test(text) ||
    text.split(' ').some((word) => /^(?:-|(?:and|or|not)$)/i.test(word))
  );
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
