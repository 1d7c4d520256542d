/**
 * The part of OpenSearch's `query_string` that lists are asked with (datacite.md 2.1): words, phrases,
 * `field:value`, ranges, `*` and `?`, AND OR NOT + - ! and parentheses; words stand in AND.
 */
export type QueryNode =
  | { readonly kind: 'all'; readonly nodes: readonly QueryNode[] }
  | { readonly kind: 'any'; readonly nodes: readonly QueryNode[] }
  | { readonly kind: 'not'; readonly node: QueryNode }
  | {
      readonly kind: 'text';
      readonly field: string | null;
      readonly text: string;
      readonly isPhrase: boolean;
    }
  | {
      readonly kind: 'range';
      readonly field: string;
      readonly from: string;
      readonly to: string;
      readonly withFrom: boolean;
      readonly withTo: boolean;
    };

/** Thrown for a query that cannot be read; the service answers 400 with an *object* in `errors`. */
export class QuerySyntaxError extends Error {
  override readonly name = 'QuerySyntaxError';
}

interface Token {
  readonly kind: 'word' | 'phrase' | 'range' | 'operator';
  readonly text: string;
}

const tokenForm =
  /\s+|(?<operator>&&|\|\||[()!+-](?=\S)|\))|(?<field>(?:[\w.*-]|\\.)+:)(?!\/\/)|(?<phrase>"(?:[^"\\]|\\.)*")(?:~\d+)?|(?<range>[[{][^\]}]*\s+TO\s+[^\]}]*[\]}])|(?<word>(?:[^\s()[\]{}"\\]|\\.)+)/y;

/** Depth and length that no honest query reaches. */
const maxTokens = 500;

function tokenise(query: string): Token[] {
  const tokens: Token[] = [];
  tokenForm.lastIndex = 0;
  while (tokenForm.lastIndex < query.length) {
    const match = tokenForm.exec(query);
    if (match?.groups === undefined || tokens.length > maxTokens) throw unreadable(query);
    const { operator, field, phrase, range, word } = match.groups;
    if (operator !== undefined) tokens.push({ kind: 'operator', text: operator });
    else if (field !== undefined) tokens.push({ kind: 'operator', text: field });
    else if (phrase !== undefined)
      tokens.push({ kind: 'phrase', text: unescape(phrase.slice(1, -1)) });
    else if (range !== undefined) tokens.push({ kind: 'range', text: range });
    else if (word !== undefined) tokens.push(wordToken(word));
  }
  return tokens;
}

function wordToken(word: string): Token {
  const isOperator = ['AND', 'OR', 'NOT'].includes(word);
  return { kind: isOperator ? 'operator' : 'word', text: isOperator ? word : unescape(word) };
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}

function unreadable(query: string): QuerySyntaxError {
  return new QuerySyntaxError(`Failed to parse query [${query}]`);
}

/** Reads a query. Throws `QuerySyntaxError`. */
export function parseQuery(query: string): QueryNode {
  const tokens = tokenise(query);
  let at = 0;
  const peek = (): string | null => {
    const token = tokens[at];
    return token?.kind === 'operator' ? token.text : null;
  };
  const either = (depth: number): QueryNode => {
    const nodes = [both(depth)];
    while (peek() === 'OR' || peek() === '||') {
      at += 1;
      nodes.push(both(depth));
    }
    return nodes.length === 1 && nodes[0] !== undefined ? nodes[0] : { kind: 'any', nodes };
  };
  const both = (depth: number): QueryNode => {
    const nodes: QueryNode[] = [];
    for (;;) {
      const next = peek();
      if (next === 'AND' || next === '&&') {
        at += 1;
        continue;
      }
      if (at >= tokens.length || next === 'OR' || next === '||' || next === ')') break;
      nodes.push(clause(depth));
    }
    if (nodes.length === 0) throw unreadable(query);
    return nodes.length === 1 && nodes[0] !== undefined ? nodes[0] : { kind: 'all', nodes };
  };
  const clause = (depth: number): QueryNode => {
    const next = peek();
    if (depth > 50) throw unreadable(query);
    if (next === 'NOT' || next === '!' || next === '-') {
      at += 1;
      return { kind: 'not', node: clause(depth + 1) };
    }
    if (next === '+') {
      at += 1;
      return clause(depth + 1);
    }
    if (next === '(') {
      at += 1;
      const inner = either(depth + 1);
      if (peek() !== ')') throw unreadable(query);
      at += 1;
      return inner;
    }
    if (next?.endsWith(':') === true) {
      at += 1;
      return fieldClause(unescape(next.slice(0, -1)), depth);
    }
    return value(null);
  };
  const fieldClause = (field: string, depth: number): QueryNode => {
    if (peek() !== '(') return value(field);
    at += 1;
    const inner = withField(either(depth + 1), field);
    if (peek() !== ')') throw unreadable(query);
    at += 1;
    return inner;
  };
  const value = (field: string | null): QueryNode => {
    const token = tokens[at];
    if (token === undefined || token.kind === 'operator') throw unreadable(query);
    at += 1;
    if (token.kind === 'range') {
      if (field === null) throw unreadable(query);
      return rangeOf(field, token.text);
    }
    const bound = field === null ? null : /^([<>])(=?)(.+)$/.exec(token.text);
    return bound === null || field === null
      ? { kind: 'text', field, text: token.text, isPhrase: token.kind === 'phrase' }
      : openRange(field, bound);
  };
  const tree = either(0);
  if (at < tokens.length) throw unreadable(query);
  return tree;
}

function rangeOf(field: string, text: string): QueryNode {
  const [from = '*', to = '*'] = text
    .slice(1, -1)
    .trim()
    .split(/\s+TO\s+/);
  const bare = (bound: string): string => bound.trim().replace(/^"(.*)"$/, '$1');
  return {
    kind: 'range',
    field,
    from: bare(from),
    to: bare(to),
    withFrom: text.startsWith('['),
    withTo: text.endsWith(']'),
  };
}

function openRange(field: string, [, sign, equal, bound = '']: RegExpExecArray): QueryNode {
  const included = equal === '=';
  const isLower = sign === '>';
  return {
    kind: 'range',
    field,
    from: isLower ? bound : '*',
    to: isLower ? '*' : bound,
    withFrom: isLower ? included : true,
    withTo: isLower ? true : included,
  };
}

function withField(node: QueryNode, field: string): QueryNode {
  if (node.kind === 'text') return { ...node, field: node.field ?? field };
  if (node.kind === 'not') return { kind: 'not', node: withField(node.node, field) };
  if (node.kind === 'range') return node;
  return { ...node, nodes: node.nodes.map((child) => withField(child, field)) };
}
