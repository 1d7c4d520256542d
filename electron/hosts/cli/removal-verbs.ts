import { removalCliText as text } from '#shared/text/removal-cli.en.ts';
import type { OptionSpec, Verb } from './verb.ts';

const named = (value: string, sentence: string): OptionSpec => ({
  type: 'string',
  value,
  text: sentence,
});
const flag = (sentence: string): OptionSpec => ({ type: 'boolean', text: sentence });
const required = (option: OptionSpec): OptionSpec => ({ ...option, required: true });
const oneCase = { placeholder: 'CASE', least: 1, most: 1 } as const;

/** The words of a tombstone, for `case new` and `case edit`. */
const tombstoneOptions: Readonly<Record<string, OptionSpec>> = {
  statement: named('TEXT', text.option.statement),
  'decided-by': named('ROLE', text.option.decidedBy),
  'public-contact': named('ADDRESS', text.option.publicContact),
  authority: named('TEXT', text.option.authority),
  withdrawn: named('DATE', text.option.withdrawn),
  successor: named('DOI', text.option.successor),
  relation: named('RELATION', text.option.relation),
  minimal: flag(text.option.minimal),
  temporary: flag(text.option.temporary),
};

/** The verbs on cases; only `tombstone` and `restore-doi` send anything. */
export const removalVerbs: readonly Verb[] = [
  {
    name: 'case new',
    summary: text.summary.new,
    words: { placeholder: 'DOI', least: 1, most: 10_000 },
    options: {
      kind: named('KIND', text.option.kind),
      owner: named('OWNER', text.option.owner),
      reason: named('REASON', text.option.reason),
      requester: named('NAME', text.option.requester),
      contact: named('ADDRESS', text.option.contact),
      request: named('TEXT', text.option.request),
      due: named('DATE', text.option.due),
      ...tombstoneOptions,
    },
    notes: text.notes.new,
    needs: 'write',
    load: () => import('./verbs/case-new.ts'),
  },
  {
    name: 'case list',
    summary: text.summary.list,
    options: { all: flag(text.option.all) },
    needs: 'read',
    load: () => import('./verbs/case-list.ts'),
  },
  {
    name: 'case show',
    summary: text.summary.show,
    words: oneCase,
    options: {},
    needs: 'read',
    load: () => import('./verbs/case-show.ts'),
  },
  {
    name: 'case decide',
    summary: text.summary.decide,
    words: oneCase,
    options: {
      approve: flag(text.option.approve),
      decline: flag(text.option.decline),
      person: required(named('NAME', text.option.person)),
      note: named('TEXT', text.option.note),
    },
    needs: 'write',
    load: () => import('./verbs/case-decide.ts'),
  },
  {
    name: 'tombstone',
    summary: text.summary.tombstone,
    words: { placeholder: 'DOI', least: 0, most: 10_000 },
    options: {
      case: required(named('CASE', text.option.case)),
      confirm: named('WORDS', text.option.confirm),
      open: named('CLIENT', text.option.open),
    },
    notes: text.notes.tombstone,
    needs: 'send',
    load: () => import('./verbs/tombstone.ts'),
  },
  {
    name: 'restore-doi',
    summary: text.summary.restore,
    words: { placeholder: 'DOI', least: 1, most: 10_000 },
    options: {
      reason: required(named('TEXT', text.option.why)),
      confirm: named('WORDS', text.option.confirm),
      open: named('CLIENT', text.option.open),
    },
    needs: 'send',
    load: () => import('./verbs/restore-doi.ts'),
  },
  {
    name: 'pages build',
    summary: text.summary.pages,
    words: { placeholder: 'DIR', least: 1, most: 1 },
    options: {
      landing: flag(text.option.landing),
      addresses: named('FILE', text.option.addresses),
    },
    needs: 'write',
    load: () => import('./verbs/pages-build.ts'),
  },
];
