import { formatCounted } from './format.ts';

/** Review on the command line. */
export const reviewCliText = {
  summary: {
    person: 'Adds a person who reviews, with a signing key of her own',
    export: 'Writes drafts and their reviews into a signed file for a colleague',
    import: 'Takes a colleague’s signed file of reviews',
  },
  option: {
    key: 'Her public key, where she signs on another computer',
    person: 'Who signs, by name',
    out: 'File to write; an existing one is left alone',
    query: 'Only drafts that fit this query',
    collection: 'Only drafts of this collection',
    repository: 'Account that drafts which are not here yet are added to',
    rehearsal: 'Why DOIs are published on production without a rehearsal of this very plan',
  },
  notes: {
    passphrase: [
      'The passphrase of the key is asked for in the terminal, or taken from STEWARD_KEY_PASSPHRASE.',
    ],
    import: [
      'A file that was changed after it was signed is refused as a whole, and so is one signed by somebody unknown here.',
      'Approving itself is done in the app, where each draft is looked at.',
    ],
  },
  askPassphrase: (name: string) => `Passphrase of the key of ${name}`,
  noPassphrase: 'No passphrase was given. It has at least 8 characters.',
  noPerson: (name: string, known: readonly string[]) =>
    known.length === 0
      ? `There is nobody named ${name}: add a person first with “review person NAME”.`
      : `There is nobody named ${name}. There are: ${known.join(', ')}.`,
  added: (name: string, fingerprint: string, key: string) =>
    `${name} is added. Fingerprint ${fingerprint}; public key ${key}`,
  whichDrafts: 'Say which drafts: --collection NAME or --query QUERY.',
  noDrafts: 'No draft fits, so no file was written.',
  written: (count: number, file: string) =>
    `${formatCounted(count, 'draft', 'drafts')} in ${file}, signed.`,
  exists: (file: string) => `${file} exists already.`,
  taken: (
    name: string,
    counts: { added: number; approvals: number; comments: number; answers: number },
  ) =>
    `Signed by ${name}: ${formatCounted(counts.added, 'draft', 'drafts')} added, ${formatCounted(counts.approvals, 'approval', 'approvals')}, ${formatCounted(counts.comments, 'comment', 'comments')}, ${formatCounted(counts.answers, 'answer', 'answers')}.`,
} as const;
