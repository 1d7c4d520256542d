import { reviewCliText as text } from '#shared/text/review-cli.en.ts';
import type { OptionSpec, Verb } from './verb.ts';

const named = (value: string, sentence: string): OptionSpec => ({
  type: 'string',
  value,
  text: sentence,
});
const required = (option: OptionSpec): OptionSpec => ({ ...option, required: true });

/** The verbs of review; none of them approves or publishes. */
export const reviewVerbs: readonly Verb[] = [
  {
    name: 'review person',
    summary: text.summary.person,
    words: { placeholder: 'NAME', least: 1, most: 1 },
    options: { key: named('KEY', text.option.key) },
    notes: text.notes.passphrase,
    needs: 'write',
    load: () => import('./verbs/review-person.ts'),
  },
  {
    name: 'review export',
    summary: text.summary.export,
    options: {
      person: required(named('NAME', text.option.person)),
      out: required(named('FILE', text.option.out)),
      collection: named('NAME', text.option.collection),
      query: named('QUERY', text.option.query),
    },
    notes: text.notes.passphrase,
    needs: 'write',
    load: () => import('./verbs/review-export.ts'),
  },
  {
    name: 'review import',
    summary: text.summary.import,
    words: { placeholder: 'FILE', least: 1, most: 1 },
    options: { repository: named('ID', text.option.repository) },
    notes: text.notes.import,
    needs: 'write',
    load: () => import('./verbs/review-import.ts'),
  },
];
