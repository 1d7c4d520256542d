import { hubCliText as text } from '#shared/text/hub-cli.en.ts';
import { text as commonText } from '#shared/text/command-line.en.ts';
import type { OptionSpec, Verb } from './verb.ts';

const named = (value: string, sentence: string): OptionSpec => ({
  type: 'string',
  value,
  text: sentence,
});
const required = (option: OptionSpec): OptionSpec => ({ ...option, required: true });
const hub = named('ID', text.option.hub);

/** The verbs on hubs. They read from hubs and never write there; nothing is sent to DataCite by them. */
export const hubVerbs: readonly Verb[] = [
  {
    name: 'hub import',
    summary: text.summary.import,
    words: { placeholder: 'ITEM', least: 0, most: 10_000 },
    options: {
      repository: required(named('ID', commonText.option.repository)),
      collection: required(named('NAME', commonText.option.collection)),
      hub,
      list: named('FILE', text.option.list),
      folder: named('DIR', text.option.folder),
      kind: named('KIND', text.option.kind),
    },
    notes: text.notes.import,
    needs: 'write',
    load: () => import('./verbs/hub-import.ts'),
  },
  {
    name: 'hub watch',
    summary: text.summary.watch,
    options: {},
    notes: text.notes.watch,
    needs: 'write',
    load: () => import('./verbs/hub-watch.ts'),
  },
  {
    name: 'hub status',
    summary: text.summary.status,
    options: { hub, only: named('WHAT', text.option.only) },
    needs: 'read',
    load: () => import('./verbs/hub-status.ts'),
  },
  {
    name: 'hub cite',
    summary: text.summary.cite,
    words: { placeholder: 'ITEM', least: 1, most: 1 },
    options: { hub, all: { type: 'boolean', text: text.option.all } },
    needs: 'read',
    load: () => import('./verbs/hub-cite.ts'),
  },
];
