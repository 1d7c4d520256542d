import type { ChangeKind } from '../contract/changes.ts';
import { formatCount, formatCounted } from './format.ts';

const records = (count: number): string => formatCounted(count, 'record', 'records');

/** The words of change sets: batch edits, their preview, sending and undo. */
export const changesText = {
  changeKind: {
    correction: 'Correction',
    'files-added': 'Files added',
    'minor-version': 'Minor version',
    other: 'Other',
  } satisfies Record<ChangeKind, string>,
  /** Why a record is left as it is. */
  refused: {
    unknown: 'The ledger has no record of this DOI.',
    givenUp: 'This DOI was deleted at DataCite and is not used again.',
    observeOnly: 'It is not ours to change: it belongs to another account or prefix.',
    conflict:
      'It was changed here and at DataCite, and nobody has decided yet which values stand. Settle that first.',
    invalid: (state: string, finding: { path: string; message: string } | undefined): string =>
      `DataCite would refuse the ${state} record afterwards${finding === undefined ? '' : `: ${finding.path === '' ? '' : `${finding.path}: `}${finding.message}`}`,
    dateDecision:
      'It has a date of the type StartDate or EndDate, which the schema dropped in 3.0. Mend it in the record, best as one range (start/end), or let the upgrade keep such dates as Other.',
    typeDecision:
      'It has no general resource type, which kernel 4 requires. Choose it in the record, or say in the upgrade which type such records get.',
    tooLong: (most: number): string =>
      `A value would become longer than ${formatCount(most)} characters, more than DataCite takes.`,
    twice: 'It is named twice in this change set; the first one was applied.',
    changedMeanwhile: (paths: readonly string[]): string =>
      `Changed meanwhile: ${paths.join(', ')}. Open it again and make the edit on what is there now.`,
    changedSincePreview:
      'It was changed after the preview, which showed something else. It was left as it is: preview again.',
    changedSince: (paths: readonly string[]): string =>
      `Changed again since: ${paths.join(', ')}. It was left as it is.`,
  },
  previewNotKept: 'This preview is not kept any more.',
  previewAgain: 'Make it again; nothing was changed.',
  otherPreview: 'What was previewed is not what is to be applied.',
  otherPreviewNext: 'Make the preview again, and wait for its end; nothing was changed.',
  unreadableRecipe: (name: string): string =>
    `There is a recipe ${name} already that this version of DOI Steward cannot read, so it is not replaced.`,
  unreadableRecipeNext: 'Save this one under another name.',
  begun: (title: string): string => `${title}: begun.`,
  ended: (
    title: string,
    status: 'applied' | 'cancelled' | 'interrupted',
    changed: number,
    refused: number,
  ): string =>
    `${title}: ${status === 'applied' ? '' : `${status}, `}${records(changed)} changed${refused === 0 ? '' : `, ${records(refused)} left out`}.`,
  /** On the command line. */
  cli: {
    apply: 'Applies a recipe of batch operations to records, as one change set',
    undo: 'Takes a change set back; of an undo, this is the redo',
    option: {
      query: 'Records that this query finds',
      view: 'Records of the saved view of this name',
      repository: 'With --query or --view: only records of this repository',
      dois: 'Records of a file with one DOI a line',
      kind: 'Kind of change: correction (default), files-added, minor-version or other',
      reason: 'Why, for the history',
      preview: 'Only say what would happen',
      send: 'Queue the updates of what changed as well',
      confirm: 'The words that sending asks for outside of practice',
    },
    send: 'Queues the updates of a change set that was applied before',
    sendNotes: [
      'Each DOI keeps its state. Outside of practice it ends with 2 and says which words --confirm asks for.',
    ],
    applyNotes: [
      'RECIPE is a file that was exported as a recipe, or the name of a saved one.',
      'Ends with 1 when a record was, or with --preview would be, left out.',
    ],
    kindWrong: (kinds: readonly string[]): string => `--kind takes ${kinds.join(', ')}.`,
    oneSelection: 'Say which records are meant: one of --query, --view, --collection and --dois.',
    inRepository: (id: string, environment: string, count: number): string =>
      `${formatCount(count)} in ${id} (${environment})`,
    reached: (parts: readonly string[]): string =>
      `These records are of ${String(parts.length)} repositories: ${parts.join(', ')}. --repository names one.`,
    noFile: (file: string): string => `The file ${file} cannot be read.`,
    noRecipe: (word: string, names: readonly string[]): string =>
      `There is neither a file nor a saved recipe ${word}.${names.length === 0 ? '' : ` Saved are: ${names.join(', ')}.`}`,
    repositoryAlone: '--repository goes with --query or --view.',
    noView: (name: string, names: readonly string[]): string =>
      `There is no saved view “${name}”.${names.length === 0 ? ' None is saved: save one in the list of records.' : ` Saved are: ${names.join(', ')}.`}`,
    noDoi: (file: string, line: number, problem: string): string =>
      `${file}, line ${String(line)}: ${problem} Nothing was changed.`,
    emptyList: (file: string): string => `${file} names no DOI.`,
    manyDois: (file: string, count: number, most: number): string =>
      `${file} names ${formatCount(count)} DOIs; at most ${formatCount(most)} are taken at once. Split the file, or name the records with --query.`,
    queryOrView: 'Say --query or --view, not both.',
    foreseeing: 'Looking ahead',
    changing: 'Changing',
    undoing: 'Putting back',
    stoppedThere:
      'Stopped at a whole record: what was changed until then stands, and can be undone.',
    stopped: 'Stopped before the preview was whole; nothing was changed.',
    foreseen: (preview: {
      changedCount: number;
      unchangedCount: number;
      refusedCount: number;
      atDataciteCount: number;
    }): string =>
      `${records(preview.changedCount)} would change, ${String(preview.unchangedCount)} not, ${String(preview.refusedCount)} left out; ${String(preview.atDataciteCount)} of those that change are at DataCite.`,
    leftOut: (count: number, message: string): string =>
      `Left out, ${formatCount(count)}: ${message}`,
    findingBalance: (name: string, fixed: number, caused: number): string =>
      `${name}: ${formatCount(fixed)} fixed, ${formatCount(caused)} new`,
    wouldSend: (count: number): string =>
      `${formatCounted(count, 'changed record is', 'changed records are')} at DataCite and would have to be sent.`,
    morePlaces: (count: number): string =>
      `and ${formatCounted(count, 'more place', 'more places')}; --json tells all`,
    nothingThere: '(nothing)',
    applied: (changed: number, refused: number, id: string | null): string =>
      `${records(changed)} changed, ${String(refused)} left out.${id === null ? '' : ` Change set ${id}; undo it with: undo ${id}`}`,
    undoForeseen: (plan: { restoreCount: number; resendCount: number }): string =>
      `${records(plan.restoreCount)} would be as before; of ${String(plan.resendCount)} the earlier values would be sent again.`,
    undone: (changed: number, refused: number): string =>
      `${records(changed)} as before, ${String(refused)} left as they are.`,
    heldBack: (count: number, message: string): string => `${records(count)}: ${message}`,
    confirmWith: (words: string): string =>
      `Nothing was sent. Look at the number and the repository, then add --confirm "${words}".`,
    sendWith: (id: string, words: string): string =>
      `Nothing was sent. Look at the number and the repository, then send the change with: send ${id} --confirm "${words}"`,
    sending: 'Sending',
    queued: (count: number): string =>
      `${formatCounted(count, 'update waits', 'updates wait')} in the outbox.`,
  },
  undoTitle: (title: string): string => `Undo: ${title}`,
  redoTitle: (title: string): string => `Redo: ${title}`,
  sendTitle: (title: string, repository: string): string => `${title} on ${repository}`,
  stays: {
    published: (count: number): string =>
      `${formatCounted(count, 'DOI was', 'DOIs were')} registered or published at DataCite since; that cannot be undone. Only the metadata goes back.`,
    created: (count: number): string =>
      `${formatCounted(count, 'draft was', 'drafts were')} created at DataCite since; they stay there with the earlier metadata.`,
    upgraded: (count: number): string =>
      `${formatCounted(count, 'record stays', 'records stay')} in the current kernel: DataCite takes no record back to an older one. Only values that it still takes go back.`,
    sent: (count: number): string =>
      `${formatCounted(count, 'record was', 'records were')} sent to DataCite with the change; the earlier values are sent again, and DataCite keeps both steps in its own log.`,
  },
} as const;
