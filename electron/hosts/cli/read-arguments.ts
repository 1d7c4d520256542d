import { parseArgs } from 'node:util';

import { text } from '#shared/text/command-line.en.ts';
import type { OptionSpec, Verb } from './verb.ts';
import { WrongUse } from './verb.ts';

/** Options that every verb takes. */
export const commonOptions: Readonly<Record<string, OptionSpec>> = {
  data: { type: 'string', value: 'DIR', text: text.option.data },
  json: { type: 'boolean', text: text.option.json },
  help: { type: 'boolean', text: text.option.help },
};

export interface ReadArguments {
  readonly verb: Verb;
  readonly words: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly wantsHelp: boolean;
}

/** Reads the arguments against the table of verbs. Throws `WrongUse` with a sentence that says why. */
export function readArguments(args: readonly string[], verbs: readonly Verb[]): ReadArguments {
  const known = Object.assign({}, commonOptions, ...verbs.map((verb) => verb.options)) as Record<
    string,
    OptionSpec
  >;
  const parsed = parse(args, known);
  const [first = 'help', second = ''] = parsed.positionals;
  const verb =
    verbs.find((candidate) => candidate.name === `${first} ${second}`) ??
    verbs.find((candidate) => candidate.name === first);
  if (verb === undefined) throw new WrongUse(text.unknownVerb(first, closestName(first, verbs)));

  const words = parsed.positionals.slice(verb.name.split(' ').length);
  const wantsHelp = parsed.values['help'] === true;
  if (!wantsHelp) checkUse(verb, words, parsed.values);
  return { verb, words, values: parsed.values, wantsHelp };
}

function parse(args: readonly string[], known: Readonly<Record<string, OptionSpec>>) {
  const options = Object.fromEntries(
    Object.entries(known).map(([name, spec]) => [name, { type: spec.type }]),
  );
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    // Node's own sentences are plain: "Unknown option '--xy'".
    if (cause instanceof TypeError) throw new WrongUse(cause.message.split('. ')[0] ?? '');
    throw cause;
  }
}

function checkUse(verb: Verb, words: readonly string[], values: ReadArguments['values']): void {
  const limits = verb.words ?? { placeholder: '', least: 0, most: 0 };
  if (words.length > limits.most) {
    throw new WrongUse(text.tooManyWords(verb.name, words[limits.most] ?? ''), verb.name);
  }
  if (words.length < limits.least) {
    throw new WrongUse(text.wordMissing(limits.placeholder), verb.name);
  }
  for (const [name, value] of Object.entries(values)) {
    if (!Object.hasOwn(verb.options, name) && !Object.hasOwn(commonOptions, name)) {
      throw new WrongUse(text.optionOfAnotherVerb(verb.name, name), verb.name);
    }
    // What a script's empty variable gives. Taken for nothing said, an empty --query would mean every record.
    if (typeof value === 'string' && value.trim() === '') {
      throw new WrongUse(text.optionEmpty(name), verb.name);
    }
  }
  for (const [name, spec] of Object.entries(verb.options)) {
    if (spec.required === true && !Object.hasOwn(values, name)) {
      throw new WrongUse(text.optionMissing(name), verb.name);
    }
  }
}

/** The verb that a person may have meant: the nearest by edits, when it is near enough. */
function closestName(word: string, verbs: readonly Verb[]): string | null {
  const near = verbs
    .map((verb) => ({ name: verb.name, distance: editDistance(word, verb.name) }))
    .sort((one, other) => one.distance - other.distance)[0];
  return near !== undefined && near.distance <= 2 ? near.name : null;
}

function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
