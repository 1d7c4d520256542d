import { formatCounted } from './format.ts';

/** The words of the history. */
export const historyText = {
  title: 'History',
  list: 'What happened',
  columns: { at: 'When', what: 'What', doi: 'DOI', person: 'Who' },
  emptyTitle: 'Nothing has happened yet',
  emptyBody: 'Every change of a record is written down here: who, when, what and why.',
  noMatch: 'No event matches',
  verify: 'Prove the chain',
  intact: (count: number): string =>
    `The history is whole: ${formatCounted(count, 'event', 'events')}, each proved by the one after it.`,
  broken: 'The history is damaged',
  nobody: 'The app',
  before: 'Before',
  after: 'After',
  reason: 'Why',
  changes: (count: number): string =>
    formatCounted(count, 'attribute changed', 'attributes changed'),
  close: 'Close the event',
  dismiss: 'Close',

  filters: 'Filter the history',
  filter: { text: 'Words', person: 'Who', topic: 'About', from: 'From', until: 'Until' },
  everyTopic: 'Everything',
  topics: {
    record: 'Records',
    operation: 'Sending',
    remote: 'What DataCite holds',
    batch: 'Change sets',
    collection: 'Collections',
    repository: 'Repositories',
    practice: 'Practice',
    ledger: 'The ledger',
    history: 'The history itself',
  },
  clearFilters: 'Show all',
  ofBatch: 'One change set',
  showBatch: 'Show its change set',

  exportHtml: 'Evidence pack',
  exportJsonl: 'JSON Lines',
  exported: 'Written',
  head: 'Head',
  keepHead: (sequence: number, isSigned: boolean): string =>
    `Keep this head of event ${sequence} apart from the file, or send it to a colleague: with it nobody can cut or rewrite the end unseen.${isSigned ? ' The copy is signed.' : ''}`,
  eventHash: (sequence: number): string => `Event ${sequence}`,
  whatChanged: 'What changed',
  exchange: 'What was sent, what came back',
  sent: 'What was sent',
  cameBack: 'What came back',
  nothingSent: 'Nothing was sent yet.',

  redact: 'Take out personal text',
  redactTitle: 'Take personal text out of the history',
  redactLead:
    'The text goes; that something stood there, and that it was taken out, stays. The chain still holds. This cannot be undone.',
  redactParts: 'Of this event',
  part: (part: string): string =>
    part === 'person'
      ? 'Who acted'
      : part === 'reason'
        ? 'The reason'
        : `The values of ${part.replace(/^changes\./, '')}`,
  redactWords: 'Or everywhere: all texts with these words',
  redactWordsHint: 'A name, for example. Instead of what is chosen above.',
  redactReason: 'Why (stands in the history; name nobody)',
  redactPlan: (plan: {
    readonly textCount: number;
    readonly eventCount: number;
    readonly fixedCount: number;
  }): string =>
    [
      `${formatCounted(plan.textCount, 'text', 'texts')} of ${formatCounted(plan.eventCount, 'event', 'events')} would go.`,
      plan.fixedCount === 0
        ? ''
        : ` In ${formatCounted(plan.fixedCount, 'older event', 'older events')} the text is part of the chain and stays.`,
    ].join(''),
  redactElsewhere:
    'Copies stay in the record itself, in the outbox, in backups, exports and evidence packs made before now, and at DataCite. Change or remove those by themselves.',
  redactButton: (count: number): string => `Take out ${formatCounted(count, 'text', 'texts')}`,
  redactedCount: (count: number): string =>
    `${formatCounted(count, 'text was', 'texts were')} taken out.`,
  wasRedacted: (part: string, by: number): string =>
    `${historyText.part(part)}: taken out. Event ${by} says when and why.`,
} as const;
