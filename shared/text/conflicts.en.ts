import { formatCounted } from './format.ts';

/** The words of settling what was changed here and at the service. */
export const conflictsText = {
  lead: 'Somebody changed the same values at the service. Nothing is lost, theirs or yours. Choose what shall stand.',
  unresolved: 'It was changed here and at DataCite, and nobody has decided yet which values stand.',
  unresolvedNext: 'Decide which values shall stand, then send it again.',
  before: 'Before',
  mine: 'Here',
  theirs: 'At the service',
  theirsBefore: 'At the service, until then',
  overwritten:
    'Somebody wrote this at the service in the moment before our update, which overwrote it. Choose theirs to bring it back.',
  overwrittenToo: 'An update of ours overwrote before anybody had seen it:',
  other: 'Something else',
  stateHint:
    'A published record is registered or findable. Theirs is asked for at DataCite at once.',
  otherHint: 'Your own value',
  otherJsonHint: 'Your own value, as JSON; null takes it away',
  notJson: 'This is no valid JSON.',
  notThere: 'not there',
  choiceFor: (path: string): string => `What shall stand as ${path}`,
  allMine: 'Choose ours everywhere',
  allTheirs: 'Choose theirs everywhere',
  reason: 'Reason',
  reasonHint: 'Stands in the history. May stay empty.',
  settle: (count: number): string => `Settle ${formatCounted(count, 'value', 'values')}`,
  goesOn: 'What was held back in the outbox is sent again once everything here is settled.',
  nothingOpen: 'No value is left to choose',
  nothingOpenBody:
    'The changes of both sides were put together. What was held back can be sent as the record now stands.',
  release: 'Go on with the record as it stands',
  many: {
    title: 'Conflicts',
    records: (count: number): string => formatCounted(count, 'record', 'records'),
    scope: 'Collection',
    everywhere: 'All collections',
    outside: 'In no collection',
    emptyTitle: 'Nothing is in conflict',
    emptyBody:
      'When somebody changes at the service what you changed here, the record stands here until you choose what holds.',
    toRecords: 'Go to the records',
    rules: 'Settle by rules',
    lead: 'Choose once for many records. To see the values side by side, open a record from the list.',
    otherwise: 'Every attribute without a rule of its own',
    ruleFor: (path: string): string => `Rule for ${path}`,
    takes: { open: 'Leave open', mine: 'Keep ours', theirs: 'Take theirs' },
    asAbove: 'As above',
    overwritten: (count: number): string =>
      `${formatCounted(count, 'record', 'records')}: theirs was overwritten by our update`,
    agreed: (count: number): string =>
      `${formatCounted(count, 'record has', 'records have')} nothing left to choose; a rule for every attribute releases ${count === 1 ? 'it' : 'them'}.`,
    noRule: 'No rule yet: nothing would be settled.',
    settles: (count: number): string =>
      `${formatCounted(count, 'record is', 'records are')} settled.`,
    staysOpen: (count: number): string =>
      `${formatCounted(count, 'record is', 'records are')} settled in part and ${count === 1 ? 'stays' : 'stay'} in conflict.`,
    untouched: (count: number): string =>
      `No rule speaks of ${formatCounted(count, 'record', 'records')}.`,
    settle: (count: number): string =>
      `Settle ${formatCounted(count, 'value', 'values')} by these rules`,
    release: (count: number): string => `Release ${formatCounted(count, 'record', 'records')}`,
    goesOn: 'What was held back in the outbox for a settled record is sent again.',
    done: (settled: number, open: number): string =>
      `${formatCounted(settled, 'record', 'records')} settled.` +
      (open === 0 ? '' : ` ${formatCounted(open, 'record', 'records')} in conflict still.`),
    list: 'Records in conflict',
    show: 'Attribute',
    showAll: 'With any attribute',
    columns: { title: 'Title', doi: 'DOI', paths: 'Open attributes' },
    nothingLeft: 'nothing left to choose',
    noneFit: 'No record has this attribute in conflict',
  },
} as const;
