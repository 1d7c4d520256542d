/** A guard, and what stands there once it is taken away. */
export interface Saboteur {
  readonly name: string;
  readonly file: string;
  readonly guard: string;
  readonly instead: string;
  /** The tests that are to notice. */
  readonly tests: readonly string[];
  /** Only those of them whose name holds this. */
  readonly named?: string;
}

const outboxTest = 'test/core/outbox/outbox.test.ts';
const restoreTest = 'test/core/backups/restore.test.ts';
const conflictsTest = 'test/core/conflicts/conflicts.test.ts';

/** Guards that are taken away one by one. */
export const saboteurs: readonly Saboteur[] = [
  {
    name: 'overwrites what a colleague changed',
    file: 'electron/core/outbox/flight.ts',
    guard: '  if (overlap.length > 0) return overwritten(read.record, overlap);',
    instead: '  void overlap;',
    tests: [outboxTest],
  },
  {
    name: 'takes any record for its own earlier attempt',
    file: 'electron/core/outbox/flight.ts',
    guard:
      '  if (operation.target_state !== null && record.state !== operation.target_state) return false;',
    instead: `  if (operation.id !== '') return true;`,
    tests: [outboxTest],
  },
  {
    name: 'sends again without reading',
    file: 'electron/core/outbox/flight.ts',
    guard: `  if (operation.status === 'unknown') return settleByReading(flight);`,
    instead: `  if (operation.status === 'unknown') return notApplied(operation);`,
    tests: [outboxTest],
  },
  {
    name: 'sends what is damaged',
    file: 'electron/core/outbox/flight.ts',
    guard: 'sha256(operation.payload) !== operation.payload_sha256',
    instead: `operation.payload_sha256 === ''`,
    tests: [outboxTest],
  },
  {
    name: 'believes that an ignored event was obeyed',
    file: 'shared/outbox/classify-response.ts',
    guard: 'record.state !== asked.state',
    instead: 'record.state === null',
    tests: ['test/shared/outbox/classify-response.test.ts'],
  },
  {
    name: 'reads as a stranger',
    file: 'shared/outbox/classify-response.ts',
    guard: `  if (credentialOf(answer) === 'anonymous') return unauthorised();\n  if (asked.method === 'DELETE')`,
    instead: `  if (asked.method === 'DELETE')`,
    tests: ['test/shared/outbox/classify-response.test.ts'],
  },
  {
    name: 'lets a publish vanish behind an edit',
    file: 'electron/core/outbox/enqueue.ts',
    guard: 'furtherState(state, operation.target_state ?? state)',
    instead: 'state',
    tests: [outboxTest],
  },
  {
    name: 'forgets the order of a DOI',
    file: 'electron/core/outbox/operation-table.ts',
    guard: 'e.sequence < o.sequence',
    instead: 'e.sequence < 0',
    tests: [outboxTest],
  },
  {
    name: 'follows redirects with credentials',
    file: 'electron/core/network/create-network.ts',
    guard: 'maxRedirects: 0',
    instead: 'maxRedirects: 5',
    tests: ['test/core/network/network.test.ts'],
  },
  {
    name: 'goes on when it was told to slow down',
    file: 'electron/core/outbox/gate.ts',
    guard: '      if (waitMs() > 0) return 0;\n',
    instead: '',
    tests: [outboxTest],
  },
  {
    name: 'sends more than the budget',
    file: 'shared/outbox/sliding-window.ts',
    guard: 'oldest + window.windowMs + 1 - now',
    instead: 'oldest + window.windowMs / 2 - now',
    tests: ['test/shared/outbox/sliding-window.test.ts'],
  },
  {
    name: 'believes an index that lags',
    file: 'electron/core/sync/apply-records.ts',
    guard: `if (age === 'older') return 'passed-over';`,
    instead: '',
    tests: ['test/core/sync/sync.test.ts'],
  },
  {
    name: 'lets theirs win over ours',
    file: 'shared/sync/merge.ts',
    guard: 'here === was ? values.theirs : mergeValues(key, values)',
    instead: 'values.theirs',
    tests: ['test/shared/sync/merge.test.ts'],
  },
  {
    name: 'forgets that a restored outbox may have been sent',
    file: 'electron/core/backups/restore-ledger.ts',
    guard: `where status in ('queued', 'waiting', 'in-flight')`,
    instead: `where status = 'in-flight'`,
    tests: [restoreTest],
  },
  {
    name: 'restores a history that does not hold',
    file: 'electron/core/backups/restore-ledger.ts',
    guard: 'const { sequence } = await assertChain(draft);',
    instead: 'const sequence = 0;',
    tests: [restoreTest],
  },
  {
    name: 'begins an empty ledger after a restore that died',
    file: 'electron/core/ledger/open-ledger.ts',
    guard: '    finishRestore(path);',
    instead: '',
    tests: [restoreTest],
  },
  {
    name: 'sends from a file that nobody has read through',
    file: 'electron/core/ledger/file-check.ts',
    guard: 'if (isSound) work();',
    instead: 'if (isSound || waiting.length === 0) work();',
    tests: ['test/core/backups/backups.test.ts'],
  },
  {
    name: 'forgets what both sides of a conflict came from',
    file: 'electron/core/conflicts/conflict-table.ts',
    guard: 'on conflict do update set mine',
    instead: 'on conflict do update set base = excluded.base, mine',
    tests: [conflictsTest],
  },
  {
    name: 'calls a conflict over while nobody settled it',
    file: 'electron/core/records/save-records.ts',
    guard: `const sync = isOpen ? 'conflict' : given.sync;`,
    instead: 'const sync = given.sync;',
    tests: [conflictsTest],
  },
  {
    name: 'believes a history that contradicts its anchor',
    file: 'electron/core/history/verify-history.ts',
    guard: 'anchor.hash !== head.hash',
    instead: `anchor.hash === ''`,
    tests: ['test/core/history/history.test.ts'],
  },
];

/** Twins of proofs that are tests: each has to fail without its guard. */
export const twins: readonly Saboteur[] = [
  {
    name: 'forgets what was under way when it died',
    file: 'electron/core/outbox/recover.ts',
    guard: `where status = 'in-flight'`,
    instead: `where status = ''`,
    tests: ['test/core/outbox/crash-points.test.ts'],
    named: 'at outbox.send.begun',
  },
  {
    name: 'leaves one of the attributes when it undoes',
    file: 'electron/core/changes/restored.ts',
    guard: 'withAttributes(record.attributes, paths, before)',
    instead: 'withAttributes(record.attributes, paths.slice(1), before)',
    tests: ['test/core/changes/undo.property.test.ts'],
  },
  {
    name: 'writes a text that looks like a sign of ours as it is',
    file: 'shared/sheets/cell-text.ts',
    guard: 'if (ownMark.test(value)) {',
    instead: `if (value === '') {`,
    tests: ['test/core/exports/sheet-round-trip.test.ts'],
    named: 'csv, wide',
  },
  {
    name: 'lets one request more go than the budget has',
    file: 'electron/core/datacite/shared-budget.ts',
    guard: 'requests - 1,',
    instead: 'requests,',
    tests: ['test/core/datacite/shared-budget.test.ts'],
  },
  {
    name: 'opens a ledger on a network share',
    file: 'electron/core/ledger/network-path.ts',
    guard: 'if (!isNetworkPath(folder)) return;',
    instead: `if (folder !== '') return;`,
    tests: ['test/core/ledger/disk-faults.test.ts'],
    named: 'are told by name',
  },
  {
    // Takes nothing away: were it called caught, the others would prove nothing.
    name: 'does no harm',
    file: 'electron/core/outbox/recover.ts',
    guard: `where status = 'in-flight'`,
    instead: `where status = 'in-flight'`,
    tests: [outboxTest],
    named: 'keeps the order of one record',
  },
];
