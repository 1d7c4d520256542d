import { formatCounted } from './format.ts';

/** The words of settling what was changed here and at the service. */
export const conflictsText = {
  lead: 'Somebody changed the same values at the service. Nothing is lost, theirs or yours. Choose what shall stand.',
  before: 'Before',
  mine: 'Here',
  theirs: 'At the service',
  theirsBefore: 'At the service, until then',
  overwritten:
    'Somebody wrote this at the service in the moment before our update, which overwrote it. Choose theirs to bring it back.',
  overwrittenToo: 'An update of ours overwrote before anybody had seen it:',
  other: 'Something else',
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
} as const;
