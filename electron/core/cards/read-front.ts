import { parseDocument } from 'yaml';

import type { Finding } from '#shared/findings/finding.ts';
import { depthExceeds, isJsonObject } from '#shared/support/json.ts';
import { sourceLimits } from '../sheets/limits.ts';

export interface FrontMatter {
  readonly front: Readonly<Record<string, unknown>>;
  readonly findings: readonly Finding[];
}

/** A card's YAML is a page; what is longer is data or a bomb. */
const maxCharacters = 1024 * 1024;
/** Aliases that may be followed: a card has a handful, a bomb of nested ones billions. */
const maxAliasCount = 100;

/**
 * Reads front matter. Broken YAML does not lose the card: what can be read is taken, and a finding names
 * line and reason. YAML 1.2, so that the language code `no` is Norwegian and no refusal.
 */
export function readFront(yaml: string, firstLine: number): FrontMatter {
  if (yaml.length > maxCharacters) {
    return broken({}, 'The front matter is longer than 1 MB and was not read.');
  }
  try {
    const document = parseDocument(yaml, {
      logLevel: 'silent',
      prettyErrors: true,
      uniqueKeys: true,
    });
    const value: unknown = document.toJS({ maxAliasCount });
    const isDeep = depthExceeds(value, sourceLimits.depth);
    const front = isJsonObject(value) && !isDeep ? value : {};
    const [error] = document.errors;
    if (error !== undefined) {
      const line = firstLine - 1 + (error.linePos?.[0].line ?? 1);
      const reason = isDeep ? tooDeep : (wordsOf(error.message) ?? error.code);
      const rest =
        Object.keys(front).length === 0 ? 'None of it was read.' : 'The rest of it was read.';
      return broken(front, `The front matter is broken in line ${line}: ${reason}. ${rest}`);
    }
    if (isDeep) return broken({}, `The front matter was not read: ${tooDeep}.`);
    if (value !== null && !isJsonObject(value)) {
      return broken({}, 'The front matter is no list of fields and was not read.');
    }
    return { front, findings: [] };
  } catch (cause) {
    // Too many aliases (ReferenceError), nesting beyond the stack (RangeError), a key that no object can have.
    const reason = cause instanceof RangeError ? tooDeep : messageOf(cause);
    return broken({}, `The front matter cannot be read: ${reason}.`);
  }
}

/** A YAML file that is a list; empty where it is something else or cannot be read. */
export function readYamlList(yaml: string): readonly unknown[] {
  if (yaml.length > maxCharacters) return [];
  try {
    const value: unknown = parseDocument(yaml, { logLevel: 'silent' }).toJS({ maxAliasCount });
    return Array.isArray(value) && !depthExceeds(value, sourceLimits.depth) ? value : [];
  } catch {
    // The card and what else is there are worth as much without it.
    return [];
  }
}

const tooDeep = 'it is nested too deeply';

/** What the parser says, without the place, which is told apart; the end of the stack means something to nobody. */
function wordsOf(message: string): string | undefined {
  if (/call stack/i.test(message)) return tooDeep;
  return message.split(/ at line \d|\n/)[0]?.trim();
}

function messageOf(cause: unknown): string {
  return (
    (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]?.slice(0, 200) ?? ''
  );
}

function broken(front: FrontMatter['front'], message: string): FrontMatter {
  const finding: Finding = {
    code: 'card-front-matter-broken',
    severity: 'warning',
    gate: 'asks',
    path: '',
    message,
    remedy: 'Mend the card and import again, or complete the record here.',
  };
  return { front, findings: [finding] };
}
