import { RE2JS } from 're2js';

import { AppError } from '../support/app-error.ts';
import type { OneWayPattern } from './one-way-pattern.ts';
import { oneWayPattern } from './one-way-pattern.ts';

/** How a text is found: as it stands, or as a regular expression. */
export interface PatternOptions {
  readonly find: string;
  readonly isRegex: boolean;
  readonly ignoreCase: boolean;
  /** Only where it is the whole value. */
  readonly wholeValue: boolean;
}

/** A pattern that is ready to be used on thousands of values. */
export interface TextPattern {
  test(text: string): boolean;
  /** The text with every match replaced; the same text where there is none. */
  replace(text: string): string;
}

/** What other engines know and RE2 leaves out: looking ahead or behind, and what a group caught before. */
const leftOut = /\(\?<?[=!]|\\[1-9]|\\k</;
const longestPattern = 1000;
/**
 * Most steps of a compiled expression. RE2 takes at worst as many steps for each character of a text, so that this
 * bounds the time that one value may take; ordinary expressions come to some dozens.
 */
const mostInstructions = 1200;
/** Most characters of one value: DataCite takes at most 10 MB in one request. */
export const longestValue = 1_000_000;

/** A value that an operation would make longer than `longestValue`; it was not made. */
export class ValueTooLong extends Error {
  override readonly name = 'ValueTooLong';
}

/**
 * Compiles a pattern. Regular expressions are RE2's: they run in time proportional to the text whatever the
 * pattern, so one that explodes elsewhere cannot hold the program up. What RE2 leaves out for that
 * (look-around, back-references) is refused with its name. In the replacement, `$1` or `${name}` stand for a
 * group and `$$` for a dollar sign. Throws `VALIDATION`.
 */
export function compilePattern(options: PatternOptions, replacement: string): TextPattern {
  const { find } = options;
  if (find === '') throw invalid('There is nothing to look for.', 'Write the text to be found.');
  if (find.length > longestPattern) {
    throw invalid(
      `The pattern is longer than ${String(longestPattern)} characters.`,
      'Shorten it, or make it two steps.',
    );
  }
  return options.isRegex ? regexPattern(options, replacement) : plainPattern(options, replacement);
}

function invalid(message: string, nextStep: string): AppError {
  return new AppError('VALIDATION', { message, nextStep, path: 'find' });
}

function plainPattern(options: PatternOptions, replacement: string): TextPattern {
  const { find, ignoreCase, wholeValue } = options;
  if (!ignoreCase) {
    return wholeValue
      ? { test: (text) => text === find, replace: (text) => (text === find ? replacement : text) }
      : {
          test: (text) => text.includes(find),
          replace: (text) => joined(text, text.split(find), replacement),
        };
  }
  const quoted = RE2JS.quote(find);
  return withRegex(compile(quoted, options), wholeValue, () => replacement);
}

function joined(text: string, pieces: readonly string[], replacement: string): string {
  if (pieces.length === 1) return text;
  if (text.length + (pieces.length - 1) * replacement.length > longestValue) {
    throw new ValueTooLong();
  }
  return pieces.join(replacement);
}

function regexPattern(options: PatternOptions, replacement: string): TextPattern {
  const { find, ignoreCase, wholeValue } = options;
  const regex = compile(find, options);
  const fill = template(replacement, regex);
  const any = withRegex(regex, wholeValue, fill);
  const quick = ignoreCase ? null : oneWayPattern(find, wholeValue);
  return quick === null ? any : quicker(quick, any, fill);
}

function compile(source: string, { ignoreCase }: PatternOptions): RE2JS {
  let regex: RE2JS;
  try {
    regex = RE2JS.compile(source, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw invalid(
      `The regular expression cannot be used: ${detail.replace('error parsing regexp: ', '')}.`,
      leftOut.test(source)
        ? 'Nothing was changed. Look-around and back-references are left out on purpose, so that no pattern can run for ever: write it without them.'
        : 'Nothing was changed. Correct it, or look for the text as it stands, without “Regular expression”.',
    );
  }
  if (regex.programSize() <= mostInstructions) return regex;
  throw invalid(
    `The regular expression is too costly: its repetitions come to ${String(regex.programSize())} steps for each character, and at most ${String(mostInstructions)} are allowed.`,
    'Use smaller numbers in { }, or + and * instead, and do not repeat what is repeated already.',
  );
}

/** What a match caught, by the number of the group; 0 is the whole. */
type Caught = (group: number) => string | null | undefined;
type Fill = (caught: Caught) => string;

function withRegex(regex: RE2JS, wholeValue: boolean, fill: Fill): TextPattern {
  if (wholeValue) {
    return {
      test: (text) => regex.matches(text),
      replace(text) {
        const match = regex.matcher(text);
        return match.matches() ? fill((group) => match.group(group)) : text;
      },
    };
  }
  return {
    test: (text) => regex.test(text),
    replace(text) {
      const match = regex.matcher(text);
      const caught: Caught = (group) => match.group(group);
      let made = '';
      let from = 0;
      while (match.find()) {
        made += text.slice(from, match.start()) + fill(caught);
        if (made.length > longestValue) throw new ValueTooLong();
        from = match.end();
      }
      return from === 0 && made === '' ? text : made + text.slice(from);
    },
  };
}

/** The same outcome, in a tenth of the time where the text is as short as most are. */
function quicker({ regex, isBounded }: OneWayPattern, any: TextPattern, fill: Fill): TextPattern {
  return {
    test(text) {
      if (!isBounded(text)) return any.test(text);
      regex.lastIndex = 0;
      return regex.test(text);
    },
    replace(text) {
      if (!isBounded(text)) return any.replace(text);
      let made = '';
      let from = 0;
      regex.lastIndex = 0;
      for (let match = regex.exec(text); match !== null; match = regex.exec(text)) {
        const groups = match;
        made += text.slice(from, match.index) + fill((group) => groups[group]);
        if (made.length > longestValue) throw new ValueTooLong();
        from = regex.lastIndex;
      }
      return from === 0 ? text : made + text.slice(from);
    },
  };
}

const reference = /\$(?:(?<sign>\$)|(?<number>\d{1,2})|\{(?<name>\w+)\})/g;

/** `$1` and `${name}` filled with what a match caught; a group that is not there is told at once. */
function template(replacement: string, regex: RE2JS): Fill {
  const parts: (string | number)[] = [];
  let from = 0;
  for (const found of replacement.matchAll(reference)) {
    parts.push(replacement.slice(from, found.index));
    from = found.index + found[0].length;
    parts.push(partOf(found, regex));
  }
  parts.push(replacement.slice(from));
  if (parts.length === 1) return () => replacement;
  return (caught) =>
    parts.map((part) => (typeof part === 'string' ? part : (caught(part) ?? ''))).join('');
}

/** Text, or the number of a group. */
function partOf(found: RegExpExecArray, regex: RE2JS): string | number {
  const { sign, number, name } = found.groups ?? {};
  if (sign !== undefined) return '$';
  const groups = regex.namedGroups() as Readonly<Record<string, number>>;
  const group = number !== undefined ? Number(number) : (groups[name ?? ''] ?? -1);
  if (group < 0 || group > regex.groupCount()) {
    throw new AppError('VALIDATION', {
      message: `The replacement names the group ${found[0]}, which the pattern has not.`,
      nextStep: `The pattern has ${String(regex.groupCount())} groups. Write $$ for a dollar sign.`,
      path: 'replaceWith',
    });
  }
  return group;
}
