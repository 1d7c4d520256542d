import { changesText } from '#shared/text/changes.en.ts';
import { text } from '#shared/text/command-line.en.ts';
import { driftText } from '#shared/text/drift.en.ts';
import { text as convertText } from '#shared/text/convert.en.ts';
import { landingText } from '#shared/text/landing.en.ts';
import { overviewText } from '#shared/text/overview.en.ts';
import { resendText } from '#shared/text/resend.en.ts';
import { shareText } from '#shared/text/share.en.ts';
import { sheetVerbText as sheetText } from '#shared/text/sheet-verbs.en.ts';
import { accountVerbs, openOption } from './account-verbs.ts';
import { hubVerbs } from './hub-verbs.ts';
import { ledgerVerbs } from './ledger-verbs.ts';
import { reviewVerbs } from './review-verbs.ts';
import type { OptionSpec, Verb } from './verb.ts';
import { removalVerbs } from './removal-verbs.ts';
import { reviewCliText } from '#shared/text/review-cli.en.ts';
import { versionVerbs } from './version-verbs.ts';

const required = (option: OptionSpec): OptionSpec => ({ ...option, required: true });
const repository: OptionSpec = { type: 'string', value: 'ID', text: text.option.repository };
const collection: OptionSpec = { type: 'string', value: 'NAME', text: text.option.collection };
const state: OptionSpec = { type: 'string', value: 'STATE', text: text.option.state };
const stateForFindings: OptionSpec = { ...state, text: text.option.stateForFindings };
const defaults: OptionSpec = { type: 'string', value: 'FILE', text: text.option.defaults };
const recipe: OptionSpec = { type: 'string', value: 'NAME', text: text.option.recipe };
const limit: OptionSpec = { type: 'string', value: 'N', text: text.option.limit };
const named = (value: string, sentence: string): OptionSpec => ({
  type: 'string',
  value,
  text: sentence,
});

/** How what was changed is sent as well, behind the gates of every sending. */
const sending = {
  send: { type: 'boolean', text: changesText.cli.option.send },
  confirm: named('WORDS', changesText.cli.option.confirm),
  open: openOption,
} as const satisfies Record<string, OptionSpec>;

/** Every verb of the command line. Its code is loaded when it is called. */
export const verbs: readonly Verb[] = [
  {
    name: 'import',
    summary: text.verb.import,
    words: { placeholder: 'SOURCE', least: 1, most: 10_000 },
    options: {
      repository: required(repository),
      collection: required(collection),
      state: stateForFindings,
      defaults,
      recipe,
    },
    notes: text.notes.sources,
    needs: 'write',
    load: () => import('./verbs/import.ts'),
  },
  {
    name: 'validate',
    summary: text.verb.validate,
    words: { placeholder: 'SOURCE', least: 0, most: 10_000 },
    options: { collection, repository, state: stateForFindings, defaults, recipe },
    notes: text.notes.sources,
    needs: 'read',
    load: () => import('./verbs/validate.ts'),
  },
  {
    name: 'convert',
    summary: convertText.summary,
    words: { placeholder: 'FILE', least: 1, most: 10_000 },
    options: {
      to: required(named('FORMAT', convertText.option.to)),
      style: named('STYLE', convertText.option.style),
      locale: named('LOCALE', convertText.option.locale),
      out: named('DIR', convertText.option.out),
      force: { type: 'boolean', text: convertText.option.force },
    },
    notes: convertText.notes,
    needs: 'nothing',
    load: () => import('./verbs/convert.ts'),
  },
  {
    name: 'register',
    summary: text.verb.register,
    options: {
      collection: required(collection),
      state: required(state),
      confirm: named('"N REPOSITORY"', text.option.confirm),
      'without-rehearsal': named('TEXT', reviewCliText.option.rehearsal),
      open: openOption,
    },
    notes: [...text.notes.register, ...text.notes.passwords],
    needs: 'send',
    load: () => import('./verbs/register.ts'),
  },
  {
    name: 'resend',
    summary: resendText.summary,
    words: { placeholder: 'DOI', least: 1, most: 10_000 },
    options: { open: openOption },
    notes: [resendText.note],
    needs: 'send',
    load: () => import('./verbs/resend.ts'),
  },
  {
    name: 'export',
    summary: sheetText.export,
    options: {
      query: named('QUERY', sheetText.option.query),
      view: named('NAME', sheetText.option.view),
      collection,
      repository,
      dois: named('FILE', changesText.cli.option.dois),
      to: required(named('FORMAT', sheetText.option.to)),
      out: named('FILE', sheetText.option.out),
      layout: named('LAYOUT', sheetText.option.layout),
      properties: named('NAMES', sheetText.option.properties),
    },
    notes: sheetText.notes.export,
    needs: 'write',
    load: () => import('./verbs/export.ts'),
  },
  {
    name: 'update',
    summary: sheetText.update,
    words: { placeholder: 'FILE', least: 1, most: 1 },
    options: {
      preview: { type: 'boolean', text: sheetText.option.preview },
      kind: named('KIND', sheetText.option.kind),
      reason: named('TEXT', sheetText.option.reason),
      recipe: { ...recipe, text: sheetText.option.recipe },
      ...sending,
    },
    notes: sheetText.notes.update,
    needs: 'write',
    load: () => import('./verbs/update.ts'),
  },
  {
    name: 'status',
    summary: text.verb.status,
    options: {},
    needs: 'read',
    load: () => import('./verbs/status.ts'),
  },
  {
    name: 'apply',
    summary: changesText.cli.apply,
    words: { placeholder: 'RECIPE', least: 1, most: 1 },
    options: {
      collection,
      query: named('QUERY', changesText.cli.option.query),
      view: named('NAME', changesText.cli.option.view),
      repository: { ...repository, text: changesText.cli.option.repository },
      dois: named('FILE', changesText.cli.option.dois),
      kind: named('KIND', changesText.cli.option.kind),
      reason: named('TEXT', changesText.cli.option.reason),
      preview: { type: 'boolean', text: changesText.cli.option.preview },
      ...sending,
    },
    notes: changesText.cli.applyNotes,
    needs: 'write',
    load: () => import('./verbs/apply.ts'),
  },
  {
    name: 'send',
    summary: changesText.cli.send,
    words: { placeholder: 'CHANGESET', least: 1, most: 1 },
    options: { confirm: sending.confirm, open: openOption },
    notes: changesText.cli.sendNotes,
    needs: 'write',
    load: () => import('./verbs/send.ts'),
  },
  {
    name: 'undo',
    summary: changesText.cli.undo,
    words: { placeholder: 'CHANGESET', least: 1, most: 1 },
    options: {
      reason: named('TEXT', changesText.cli.option.reason),
      preview: { type: 'boolean', text: changesText.cli.option.preview },
      confirm: named('WORDS', changesText.cli.option.confirm),
      open: openOption,
    },
    needs: 'write',
    load: () => import('./verbs/undo.ts'),
  },
  {
    name: 'list',
    summary: text.verb.list,
    options: {
      collection,
      repository,
      state: { ...state, text: text.option.onlyState },
      search: named('WORDS', text.option.search),
      query: named('QUERY', text.option.query),
      view: named('NAME', changesText.cli.option.view),
      limit,
    },
    needs: 'read',
    load: () => import('./verbs/list.ts'),
  },
  {
    name: 'show',
    summary: text.verb.show,
    words: { placeholder: 'DOI', least: 1, most: 1 },
    options: {},
    needs: 'read',
    load: () => import('./verbs/show.ts'),
  },
  {
    name: 'sync',
    summary: text.verb.sync,
    options: {
      repository,
      drift: { type: 'boolean', text: driftText.option },
      full: { type: 'boolean', text: driftText.fullOption },
      open: openOption,
    },
    notes: text.notes.passwords,
    needs: 'send',
    load: () => import('./verbs/sync.ts'),
  },
  {
    name: 'password',
    summary: text.verb.password,
    words: { placeholder: 'REPOSITORY', least: 1, most: 1 },
    options: { 'api-key': { type: 'boolean', text: text.option.apiKey } },
    notes: text.notes.passwords,
    needs: 'write',
    load: () => import('./verbs/password.ts'),
  },
  {
    name: 'reserve',
    summary: text.verb.reserve,
    options: {
      count: required(named('N', text.option.count)),
      purpose: required(named('TEXT', text.option.purpose)),
      owner: required(named('NAME', text.option.owner)),
      repository: { ...repository },
      expires: named('DATE', text.option.expires),
    },
    needs: 'write',
    load: () => import('./verbs/reserve.ts'),
  },
  {
    name: 'practice',
    summary: text.verb.practice,
    options: {
      port: required(named('N', text.option.port)),
      latency: named('MS', text.option.latency),
      rate: named('N/SECONDS', text.option.rate),
      accounts: named('FILE', text.option.accounts),
      store: named('FILE', text.option.store),
      lag: named('MS', text.option.lag),
      pages: named('FOLDER', text.option.pages),
      faults: named('FILE', text.option.faults),
    },
    notes: text.notes.practice,
    needs: 'nothing',
    load: () => import('./verbs/practice.ts'),
  },
  ...ledgerVerbs,
  ...accountVerbs,
  {
    name: 'cite',
    summary: shareText.cli.summary,
    words: { placeholder: 'DOI', least: 1, most: 10_000 },
    options: {
      style: named('STYLE', shareText.cli.style),
      to: named('FORM', shareText.cli.to),
      latest: { type: 'boolean', text: shareText.cli.latest },
      part: named('TEXT', shareText.cli.part),
    },
    needs: 'read',
    load: () => import('./verbs/cite.ts'),
  },
  {
    name: 'report',
    summary: overviewText.cli.summary,
    options: {
      to: named('FORMAT', overviewText.cli.to),
      out: named('FILE', overviewText.cli.out),
      repository,
      collection,
    },
    needs: 'read',
    load: () => import('./verbs/report.ts'),
  },
  {
    name: 'audit',
    summary: landingText.cli.summary,
    options: {
      query: named('QUERY', landingText.cli.query),
      all: { type: 'boolean', text: landingText.cli.all },
    },
    notes: landingText.cli.notes,
    needs: 'write',
    load: () => import('./verbs/audit.ts'),
  },
  ...versionVerbs,
  ...removalVerbs,
  ...hubVerbs,
  ...reviewVerbs,
  {
    name: 'help',
    summary: text.verb.help,
    words: { placeholder: 'VERB', least: 0, most: 2 },
    options: {},
    needs: 'nothing',
    load: () => import('./verbs/help.ts'),
  },
];
