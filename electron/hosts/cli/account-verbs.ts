import { accountVerbText as text } from '#shared/text/account-verbs.en.ts';
import { text as shared } from '#shared/text/command-line.en.ts';
import type { OptionSpec, Verb } from './verb.ts';

const oneAccount = { placeholder: 'REPOSITORY', least: 1, most: 1 } as const;
const named = (value: string, sentence: string): OptionSpec => ({
  type: 'string',
  value,
  text: sentence,
});

/** For verbs that send: opens a production account while the command runs. */
export const openOption: OptionSpec = named('ID', text.option.openFor);

/** The verbs on repository accounts. */
export const accountVerbs: readonly Verb[] = [
  {
    name: 'account list',
    summary: text.summary.list,
    options: {},
    needs: 'read',
    load: () => import('./verbs/account-list.ts'),
  },
  {
    name: 'account add',
    summary: text.summary.add,
    words: oneAccount,
    options: {
      environment: { ...named('NAME', text.option.environment), required: true },
      endpoint: named('URL', text.option.endpoint),
      name: named('TEXT', text.option.name),
      'api-key': { type: 'boolean', text: shared.option.apiKey },
      observe: { type: 'boolean', text: text.option.observe },
    },
    notes: text.notes.add,
    needs: 'write',
    load: () => import('./verbs/account-add.ts'),
  },
  {
    name: 'account check',
    summary: text.summary.check,
    words: oneAccount,
    options: {},
    notes: shared.notes.passwords,
    needs: 'write',
    load: () => import('./verbs/account-check.ts'),
  },
  {
    name: 'account open',
    summary: text.summary.open,
    words: oneAccount,
    options: { confirm: named('ID', text.option.confirm) },
    notes: text.notes.open,
    needs: 'write',
    load: () => import('./verbs/account-open.ts'),
  },
  {
    name: 'account shut',
    summary: text.summary.shut,
    words: oneAccount,
    options: {},
    needs: 'write',
    load: () => import('./verbs/account-shut.ts'),
  },
];
