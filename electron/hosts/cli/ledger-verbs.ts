import { text } from '#shared/text/command-line.en.ts';
import type { OptionSpec, Verb } from './verb.ts';

const named = (value: string, sentence: string): OptionSpec => ({
  type: 'string',
  value,
  text: sentence,
});
const required = (option: OptionSpec): OptionSpec => ({ ...option, required: true });

/** The verbs on the ledger itself: its copies, and its history. */
export const ledgerVerbs: readonly Verb[] = [
  {
    name: 'backup',
    summary: text.verb.backup,
    options: {
      to: named('FOLDER', text.option.backupTo),
      always: { type: 'boolean', text: text.option.backupAlways },
    },
    needs: 'write',
    load: () => import('./verbs/backup.ts'),
  },
  {
    name: 'restore',
    summary: text.verb.restore,
    words: { placeholder: 'FILE', least: 1, most: 1 },
    options: {},
    notes: text.notes.restore,
    needs: 'nothing',
    load: () => import('./verbs/restore.ts'),
  },
  {
    name: 'history export',
    summary: text.verb.historyExport,
    options: {
      out: named('FILE', text.option.outFile),
      to: named('FORM', text.option.exportTo),
      doi: named('DOI', text.option.exportDoi),
      batch: named('ID', text.option.exportBatch),
    },
    notes: text.notes.historyExport,
    needs: 'read',
    load: () => import('./verbs/history-export.ts'),
  },
  {
    name: 'history redact',
    summary: text.verb.historyRedact,
    options: {
      containing: required(named('WORDS', text.option.containing)),
      reason: required(named('TEXT', text.option.why)),
      yes: { type: 'boolean', text: text.option.yes },
    },
    notes: text.notes.historyRedact,
    needs: 'write',
    load: () => import('./verbs/history-redact.ts'),
  },
  {
    name: 'history verify',
    summary: text.verb.historyVerify,
    options: {},
    needs: 'read',
    load: () => import('./verbs/history-verify.ts'),
  },
];
