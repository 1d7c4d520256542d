import { versionsCliText as text } from '#shared/text/versions-cli.en.ts';
import type { OptionSpec, Verb } from './verb.ts';

const named = (value: string, sentence: string): OptionSpec => ({
  type: 'string',
  value,
  text: sentence,
});
const required = (option: OptionSpec): OptionSpec => ({ ...option, required: true });
const query = named('QUERY', text.option.query);
const reason = named('TEXT', text.option.reason);
const oneDoi = { placeholder: 'DOI', least: 1, most: 1 } as const;

/** The verbs on version chains; they send nothing by themselves. */
export const versionVerbs: readonly Verb[] = [
  {
    name: 'versions list',
    summary: text.summary.list,
    options: { query },
    needs: 'write',
    load: () => import('./verbs/versions-list.ts'),
  },
  {
    name: 'versions check',
    summary: text.summary.check,
    options: { query },
    needs: 'write',
    load: () => import('./verbs/versions-check.ts'),
  },
  {
    name: 'versions repair',
    summary: text.summary.repair,
    words: { placeholder: 'DOI', least: 0, most: 10_000 },
    options: {
      query,
      preview: { type: 'boolean', text: text.option.preview },
      apply: { type: 'boolean', text: text.option.apply },
      reason,
    },
    notes: text.notes.repair,
    needs: 'write',
    load: () => import('./verbs/versions-repair.ts'),
  },
  {
    name: 'versions new',
    summary: text.summary.new,
    words: oneDoi,
    options: {
      version: required(named('TEXT', text.option.version)),
      url: named('URL', text.option.url),
      year: named('YYYY', text.option.year),
      issued: named('DATE', text.option.issued),
      canonical: named('URL', text.option.canonical),
      changed: named('CODES', text.option.changed),
      anyway: { type: 'boolean', text: text.option.anyway },
      'in-place': { type: 'boolean', text: text.option.inPlace },
      correction: { type: 'boolean', text: text.option.correction },
      reason,
    },
    notes: text.notes.new,
    needs: 'write',
    load: () => import('./verbs/versions-new.ts'),
  },
  {
    name: 'versions part',
    summary: text.summary.part,
    words: oneDoi,
    options: {
      part: required(named('TEXT', text.option.part)),
      title: required(named('TEXT', text.option.title)),
      url: required(named('URL', text.option.urlOfPart)),
      year: named('YYYY', text.option.yearOfPart),
      'worked-on': { type: 'boolean', text: text.option.workedOn },
      reason,
    },
    notes: text.notes.part,
    needs: 'write',
    load: () => import('./verbs/versions-part.ts'),
  },
  {
    name: 'versions graph',
    summary: text.summary.graph,
    words: oneDoi,
    options: {
      to: required(named('FORMAT', text.option.to)),
      out: named('FILE', text.option.out),
    },
    needs: 'write',
    load: () => import('./verbs/versions-graph.ts'),
  },
];
