/** What a host asks of programs (RFC 9309), for one of them. */
export interface RobotRules {
  readonly rules: readonly { readonly isAllowed: boolean; readonly pattern: string }[];
  /** Seconds between two requests (`Crawl-delay`, which many hosts state); null: not told. */
  readonly crawlDelay: number | null;
}

export const noRules: RobotRules = { rules: [], crawlDelay: null };
const mostBytes = 500_000;
const mostRules = 5000;

/**
 * Reads robots.txt for a program of this name: the group that names it, else the group for all. Groups that
 * name the same program are one.
 */
export function readRobots(text: string, agent: string): RobotRules {
  const named = new Group();
  const all = new Group();
  let current: Group[] = [];
  let isHead = false;
  for (const raw of text.slice(0, mostBytes).split(/\r\n?|\n/)) {
    const line = /^\s*([A-Za-z-]+)\s*:\s*([^#]*)/.exec(raw);
    if (line === null) continue;
    const [name, value] = [(line[1] ?? '').toLowerCase(), (line[2] ?? '').trim()];
    if (name === 'user-agent') {
      if (!isHead) current = [];
      isHead = true;
      if (value === '*') current.push(all);
      else if (value.toLowerCase() === agent.toLowerCase()) current.push(named);
    } else if (name === 'allow' || name === 'disallow') {
      isHead = false;
      for (const group of current) group.add(name === 'allow', value);
    } else if (name === 'crawl-delay') {
      isHead = false;
      for (const group of current) group.crawlDelay ??= delayOf(value);
    }
  }
  const group = named.isEmpty ? all : named;
  return { rules: group.rules, crawlDelay: group.crawlDelay };
}

class Group {
  readonly rules: { isAllowed: boolean; pattern: string }[] = [];
  crawlDelay: number | null = null;

  get isEmpty(): boolean {
    return this.rules.length === 0 && this.crawlDelay === null;
  }

  add(isAllowed: boolean, pattern: string): void {
    if (this.rules.length >= mostRules) return;
    // An empty Disallow forbids nothing, but it is a rule of this group.
    this.rules.push(pattern === '' ? { isAllowed: true, pattern: '/' } : { isAllowed, pattern });
  }
}

function delayOf(value: string): number | null {
  const seconds = Number(value);
  return value !== '' && Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

/** True when the rules let a program ask for this path with its query. The longest pattern decides. */
export function isAllowedBy({ rules }: RobotRules, path: string): boolean {
  let best = -1;
  let isAllowed = true;
  for (const rule of rules) {
    const { pattern } = rule;
    if (pattern.length < best || !fits(pattern, path)) continue;
    if (pattern.length > best || rule.isAllowed) isAllowed = rule.isAllowed;
    best = pattern.length;
  }
  return isAllowed;
}

/** `*` stands for any characters, `$` at the end for the end. Walks forward only: no pattern is slow. */
function fits(pattern: string, path: string): boolean {
  const isWhole = pattern.endsWith('$');
  const pieces = (isWhole ? pattern.slice(0, -1) : pattern).split('*');
  const [first = '', ...rest] = pieces;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const [index, piece] of rest.entries()) {
    if (isWhole && index === rest.length - 1) {
      return path.length - piece.length >= at && path.endsWith(piece);
    }
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return !isWhole || at === path.length;
}
