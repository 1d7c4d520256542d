import type { ChangePreview, ChangeSetSummary, SendPlan, UndoPlan } from '../contract/changes.ts';
import type { RecipeStep, TransformName } from '../changes/recipe.ts';
import { formatCount, formatCounted, formatDuration, formatRate } from './format.ts';

const records = (count: number): string => formatCounted(count, 'record', 'records');

const transforms: Readonly<Record<TransformName, string>> = {
  trim: 'Trim and single spaces',
  'lower-case': 'lower case',
  'upper-case': 'UPPER CASE',
  'title-case': 'Title Case',
  'sentence-case': 'Sentence case',
  'normalise-unicode': 'Normalise accents (Unicode NFC)',
  'split-name': 'Split names into family and given name',
  'join-name': 'Join family and given name',
  'date-to-edtf': 'Dates as YYYY-MM-DD',
  'to-number': 'Text to number',
  'to-text': 'Number to text',
};

/** The words of the batch dialog and of the list of change sets. */
export const batchText = {
  titleFor: (count: number): string => `Change ${records(count)}`,
  open: 'Change…',
  operation: 'Operation',
  step: (number: number): string => `Step ${String(number)}`,
  removeStep: (number: number): string => `Remove step ${String(number)}`,
  addStep: 'Add a step',
  operations: {
    set: 'Set',
    clear: 'Clear',
    append: 'Append',
    remove: 'Remove',
    replace: 'Replace',
    'find-replace': 'Find and replace',
    transform: 'Transform',
    'url-pattern': 'Move addresses',
    'add-relation': 'Add a relation',
    'set-licence': 'Set the licence',
    'fix-findings': 'Fix findings',
    'merge-values': 'Merge spellings',
    upgrade: 'Upgrade the kernel',
  } satisfies Readonly<Record<RecipeStep['operation'], string>>,
  /** What each does, where it is chosen. */
  meanings: {
    set: 'Gives a property this value',
    clear: 'Takes a property away',
    append: 'Adds an entry to a list, as a subject',
    remove: 'Takes an entry out of a list',
    replace: 'Puts one whole value in place of another',
    'find-replace': 'Changes a part of the text',
    transform: 'Case, spaces, names, dates, numbers',
    'url-pattern': 'From an old website to a new one',
    'add-relation': 'To another work, by its identifier',
    'set-licence': 'With its name and address, by SPDX',
    'fix-findings': 'What the findings themselves propose',
    'merge-values': 'Finds what is alike and makes it one',
    upgrade: 'From the schema’s versions 2 and 3 to 4',
  } satisfies Readonly<Record<RecipeStep['operation'], string>>,
  fields: {
    path: 'Property',
    value: 'Value',
    mode: 'Where there is a value already',
    match: 'Entry',
    from: 'From',
    to: 'To',
    find: 'Find',
    replaceWith: 'Replace with',
    isRegex: 'Regular expression',
    ignoreCase: 'Ignore case',
    wholeValue: 'Whole value only',
    transform: 'Transform',
    relatedIdentifier: 'Related identifier',
    relatedIdentifierType: 'Its type',
    relationType: 'Relation',
    identifier: 'Licence',
    codes: 'Findings',
    merges: 'Groups of spellings',
    resourceTypeGeneral: 'General type where there is none',
    'add-relation.resourceTypeGeneral': 'General type of the related work',
    keepDatesAsOther: 'Keep start and end dates as Other',
  } as Readonly<Record<string, string>>,
  hints: {
    'set.value': 'The name of the entry, or JSON for all of it',
    'append.value': 'The name of the new entry, or JSON for all of it',
    'remove.match': 'The text that names it, or JSON of the members that must fit',
    'find-replace.replaceWith': '$1 stands for the first group in ( )',
    'url-pattern.from': 'As https://old.example.org/item/{id}',
    'url-pattern.to': 'As https://data.example.org/{id}: {id} stays as it was',
    'add-relation.relationType': 'As IsPartOf or IsDerivedFrom',
    'add-relation.resourceTypeGeneral': 'Empty: it is not told',
    'upgrade.resourceTypeGeneral': 'Empty: such records are left out',
  } as Readonly<Record<string, string>>,
  choices: {
    replace: 'Replace it',
    'only-missing': 'Leave it',
    'unless-present': 'Add unless it is there',
    always: 'Add in any case',
    add: 'Add',
    ...transforms,
  } as Readonly<Record<string, string>>,
  pathHint: '[*] every entry, [0] the first, [Issued] those of one type',
  notPath: 'Write it as in creators[*].affiliation[*].name or dates[Issued].date.',
  notTerm: 'Choose one of the list: the schema knows no other.',
  noPlace: 'DataCite’s schema has no such place: nothing would be found there.',
  licenceHint: 'By SPDX identifier or name, as CC-BY-4.0',
  noCodes: 'These records have no findings.',
  codesHint:
    'Each with the number of records that have it. Not all can be fixed: the preview tells how many.',
  unfixable: (count: number): string =>
    count === 0
      ? ''
      : `${formatCounted(count, 'other kind of finding has', 'other kinds of finding have')} no fix: a person settles ${count === 1 ? 'it' : 'them'} in the record.`,
  previewStopped:
    'The preview was stopped. Nothing was changed; look again before you change anything.',
  stopPreview: 'Stop looking',
  missing: (field: string): string => `Something is missing or not right: ${field}.`,
  missingIn: (step: number, sentence: string): string => `Step ${String(step)}: ${sentence}`,
  preview: 'Preview',
  previewing: 'Looking ahead',
  previewFailed: 'The preview ended early',
  nothingChanged: 'Nothing was changed.',
  cancel: 'Cancel',
  close: 'Close',
  apply: (count: number): string => (count === 0 ? 'Change' : `Change ${records(count)}`),
  titleOf: (steps: readonly RecipeStep[]): string =>
    steps
      .map(
        (step) => `${batchText.operations[step.operation]}${'path' in step ? ` ${step.path}` : ''}`,
      )
      .join(', ')
      .slice(0, 400),
  begun: (title: string): string => `${title}: begun. It can be undone.`,
  kind: 'Kind of change',
  reason: 'Reason',
  reasonHint: 'Kept in the history with every record',
  wouldChange: (count: number): string => `${records(count)} would change`,
  unchanged: (count: number): string => `${formatCount(count)} unchanged`,
  refused: (count: number): string => `${formatCount(count)} left out`,
  refusedFor: (count: number, message: string): string => `${records(count)}: ${message}`,
  toSend: (count: number): string =>
    `${formatCounted(count, 'of them is', 'of them are')} at DataCite and would have to be sent.`,
  findings: 'Findings that would go and come',
  moreFindings: (count: number): string => `and ${formatCount(count)} more`,
  fewerFindings: 'Show fewer',
  findingBalance: (fixed: number, caused: number): string =>
    [fixed > 0 ? `${formatCount(fixed)} fixed` : '', caused > 0 ? `${formatCount(caused)} new` : '']
      .filter((part) => part !== '')
      .join(', '),
  showChanged: (count: number): string => `Changed (${formatCount(count)})`,
  showRefused: (count: number): string => `Left out (${formatCount(count)})`,
  records: 'Records before and after',
  before: 'Before',
  after: 'After',
  earlier: 'Earlier',
  later: 'Later',
  range: (from: number, to: number, total: number): string =>
    `${formatCount(from)} to ${formatCount(to)} of ${formatCount(total)}`,
  progress: ({
    handledCount,
    total,
    perSecond,
    secondsLeft,
  }: Pick<ChangePreview, 'handledCount' | 'perSecond' | 'secondsLeft'> & {
    readonly total: number | null;
  }): string =>
    [
      total === null
        ? formatCount(handledCount)
        : `${formatCount(handledCount)} of ${formatCount(total)}`,
      perSecond === null ? '' : formatRate(perSecond),
      secondsLeft === null ? '' : `${formatDuration(secondsLeft)} left`,
    ]
      .filter((part) => part !== '')
      .join(', '),
  recipes: (count: number): string =>
    count === 0 ? 'Recipes' : `Recipes (${formatCount(count)} saved)`,
  unreadableRecipes: (names: readonly string[]): string =>
    `Cannot be used here: ${names.join(', ')}. A newer version of DOI Steward saved ${names.length === 1 ? 'it' : 'them'}, or ${names.length === 1 ? 'it is' : 'they are'} damaged. Update the program; until then ${names.length === 1 ? 'it stays' : 'they stay'} in the ledger as ${names.length === 1 ? 'it is' : 'they are'}.`,
  recipe: 'Take up a recipe',
  recipeName: 'Name of the recipe',
  saveRecipe: 'Save',
  replaceRecipe: 'Save in its place',
  removeRecipe: 'Remove',
  exportRecipe: 'Export as JSON',
  importRecipe: 'Bring in a file',
  recipeSaved: (name: string, isReplaced: boolean): string =>
    isReplaced ? `The recipe ${name} was replaced.` : `The recipe ${name} was saved.`,
  recipeRemoved: (name: string): string =>
    `The recipe ${name} was removed. What was changed by it stays as it is.`,
  screenTitle: 'Changes',
  list: 'Change sets',
  columns: { title: 'Change', state: 'State', changed: 'Records', at: 'When' },
  count: formatCount,
  emptyTitle: 'Nothing was changed in bulk yet',
  emptyBody: 'Select records and change them: each change is listed here, with its undo.',
  stateOf: ({ status, undoneBy, progress }: ChangeSetSummary): string =>
    undoneBy !== null
      ? 'Undone'
      : progress?.isPaused === true
        ? 'Paused'
        : {
            applying: 'Running',
            applied: 'Applied',
            cancelled: 'Stopped',
            interrupted: 'Half applied',
          }[status],
  stateSentence: ({ status, undoneBy }: ChangeSetSummary): string => {
    if (undoneBy !== null) return 'It was undone.';
    if (status === 'interrupted')
      return 'The program ended in the middle: what was changed stands, and can be undone.';
    return status === 'cancelled'
      ? 'It was stopped; what was changed stands, and can be undone.'
      : '';
  },
  did: ({ changedCount, unchangedCount, refusedCount }: ChangeSetSummary): string =>
    `${[
      `${records(changedCount)} changed`,
      unchangedCount > 0 ? `${formatCount(unchangedCount)} unchanged` : '',
      refusedCount > 0 ? `${formatCount(refusedCount)} left out` : '',
    ]
      .filter((part) => part !== '')
      .join(', ')}.`,
  sending: ({ total, doneCount, waitingCount, failedCount }: ChangeSetSummary['sending']): string =>
    `Sent: ${formatCount(doneCount)} of ${formatCount(total)} confirmed, ${formatCount(waitingCount)} waiting, ${formatCount(failedCount)} failed.`,
  pause: 'Pause',
  resume: 'Go on',
  stopHere: 'Stop here',
  undo: (count: number): string => `Undo on ${records(count)}`,
  redo: (count: number): string => `Redo on ${records(count)}`,
  undoNow: 'Undo',
  undoTitle: 'Undo this change',
  redoTitle: 'Redo this change',
  undoBegun: 'The earlier values are being put back.',
  goesBack: ({ restoreCount, resendCount, takenBackCount, unchangedCount }: UndoPlan): string =>
    [
      `${records(restoreCount)} would be as before.`,
      resendCount > 0
        ? `${formatCount(resendCount)} were sent: the earlier values are sent again.`
        : '',
      takenBackCount > 0
        ? `${formatCount(takenBackCount)} only wait to be sent: that is taken back.`
        : '',
      unchangedCount > 0 ? `${formatCount(unchangedCount)} are so already.` : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  stays: 'What cannot be taken back',
  send: 'Send…',
  sendTitle: 'Send this change',
  sendCount: (count: number): string => `Send ${formatCounted(count, 'update', 'updates')}`,
  sends: ({ sendCount, unchangedCount, unregisteredCount }: SendPlan): string =>
    [
      `${formatCounted(sendCount, 'update goes', 'updates go')} to the outbox; each DOI keeps its state.`,
      unchangedCount > 0
        ? `DataCite has ${formatCounted(unchangedCount, 'record', 'records')} like this already.`
        : '',
      unregisteredCount > 0
        ? `${formatCounted(unregisteredCount, 'record is', 'records are')} not registered yet and ${unregisteredCount === 1 ? 'goes' : 'go'} there with the registration.`
        : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  queued: (count: number): string =>
    `${formatCounted(count, 'update waits', 'updates wait')} in the outbox.`,
};
