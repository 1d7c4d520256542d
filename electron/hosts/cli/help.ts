import { text } from '#shared/text/command-line.en.ts';
import { commonOptions } from './read-arguments.ts';
import { formatTable } from './text-table.ts';
import type { OptionSpec, Verb } from './verb.ts';

/** The list of verbs, or everything about one. Made from the table, so it cannot fall behind. */
export function helpText(verbs: readonly Verb[], verb: Verb | null): string {
  return verb === null ? overview(verbs) : helpOfVerb(verb);
}

export function usageLine(verb: Verb): string {
  const words = verb.words;
  const many = words !== undefined && words.most > 1 ? '...' : '';
  const placeholder = words === undefined ? '' : `${words.placeholder}${many}`;
  const parts = [
    'steward',
    verb.name,
    words === undefined || words.least > 0 ? placeholder : `[${placeholder}]`,
    ...Object.entries(verb.options).map(([name, spec]) =>
      spec.required === true ? flag(name, spec) : `[${flag(name, spec)}]`,
    ),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function overview(verbs: readonly Verb[]): string {
  return [
    text.help.title,
    '',
    text.help.usage,
    `  steward ${text.help.usageShape}`,
    '',
    text.help.verbs,
    indent(formatTable(verbs.map((verb) => [verb.name, verb.summary]))),
    '',
    text.help.everyVerb,
    indent(optionTable(commonOptions)),
    '',
    ...text.help.exitCodes,
    text.help.more,
  ].join('\n');
}

function helpOfVerb(verb: Verb): string {
  const options = { ...verb.options, ...commonOptions };
  return [
    verb.summary,
    '',
    text.help.usage,
    `  ${usageLine(verb)}`,
    '',
    text.help.options,
    indent(optionTable(options)),
    ...(verb.notes === undefined ? [] : ['', ...verb.notes]),
  ].join('\n');
}

function optionTable(options: Readonly<Record<string, OptionSpec>>): string {
  return formatTable(Object.entries(options).map(([name, spec]) => [flag(name, spec), spec.text]));
}

function flag(name: string, spec: OptionSpec): string {
  return spec.value === undefined ? `--${name}` : `--${name} ${spec.value}`;
}

function indent(block: string): string {
  return block.replace(/^/gm, '  ');
}
