import { formatCounted } from './format.ts';

/** What the command line says to people. Results are shaped by the verbs; these are its sentences. */
export const text = {
  option: {
    apiKey: 'what is given is an API key',
    data: 'Folder of the ledger; a path is resolved where you stand',
    json: 'JSON Lines on standard output; talk goes to standard error',
    help: 'Explains the verb',
    repository: 'Repository that the records belong to; the built-in one is "practice"',
    collection: 'Name of the collection',
    state: 'draft, registered or findable',
    stateForFindings: 'State that the findings are for: draft, registered or findable (default)',
    confirm: 'What the plan asks you to type on a test or production repository',
    defaults: 'JSON file with values for items that bring none (publisher, language, ...)',
    recipe: 'Name of a saved mapping of columns',
    search: 'Only records in which these words or this DOI occur',
    query: 'Only records that fit, as in: state:draft year>=2023 -has:orcid licence:CC-BY-4.0',
    onlyState: 'Only records in this state: reserved, draft, registered or findable',
    limit: 'At most this many; 50 unless told, all of them with --json',
    count: 'How many names to reserve',
    purpose: 'What the names are reserved for',
    owner: 'Who will use them',
    expires: 'Day on which unused names become free again, as 2027-06-30',
    port: 'Port on 127.0.0.1; 0 takes any free one',
    latency: 'Wait this long before each answer, in milliseconds',
    rate: 'Answer 429 above this many requests in so many seconds, as 3000/300',
    accounts: 'JSON file with accounts',
    backupTo: 'Folder for one more copy, e.g. on a network share',
    backupAlways: 'Copies every later backup to FOLDER, too',
    exportTo: 'jsonl (unless told) or html',
    exportDoi: 'Only the events of this DOI',
    exportBatch: 'Only the events of this change set or registration',
    containing: 'Words that the texts hold, e.g. a name',
    why: 'Why; stands in the history',
    yes: 'Takes them out now',
    outFile: 'File to write; it must not exist yet. Standard output unless told',
    store: 'File that keeps the records; without it they are gone at the end',
    lag: 'Let lists and queries see a change only after so many milliseconds',
    pages: 'Folder with HOST/PATH files that are served as landing pages',
    faults: 'JSON file with a fault script: a list of {match, times, respond}',
  },
  verb: {
    import: 'Brings in a collection from files or folders',
    validate: 'Says what is wrong with files, folders or a collection, and changes nothing',
    register: 'Registers what a collection holds, and waits until it is confirmed',
    status: 'Shows the repositories, the outbox and the ledger',
    list: 'Lists records',
    show: 'Shows one record with its findings',
    sync: 'Reads back what the repositories hold',
    password: 'Keeps the password of a repository, asked for without showing it',
    reserve: 'Reserves DOI names without metadata',
    practice: 'Runs a practice repository by itself until you stop it',
    backup: 'Makes a verified copy of the ledger now',
    restore: 'Puts a backup in the place of the ledger',
    historyExport:
      'Writes the history as JSON Lines or as an evidence pack, for an auditor or an archive',
    historyVerify: 'Proves that nobody altered the history',
    historyRedact: 'Takes personal text out of the history; the chain stays whole',
    help: 'Explains a verb, or lists them all',
  },
  notes: {
    sources: [
      'A source is a CSV, TSV, XLSX, DataCite JSON, JSON Lines or DataCite XML file, a Hub card, or a',
      'folder of those. Several sources are read as one. The same source again brings in nothing twice.',
    ],
    register: [
      'On the practice repository the publish gates are shown, not enforced. On test and production',
      'repositories the records must be approved and --confirm must say what the plan asks for.',
      'Nothing is sent otherwise. Ctrl+C parks the rest in the outbox; the same command continues.',
    ],
    practice: [
      'Prints one line of JSON with url, username, password and prefix, then stays. It works with any',
      'client of the DataCite REST API; nothing that it registers leaves this machine.',
    ],
    restore: [
      'The backup is only read, and proved before anything is moved. The present ledger goes to the folder',
      'set-aside beside it; nothing is overwritten. What waits in the restored outbox is compared with',
      'DataCite before anything is sent, because it may have been sent after the backup was made.',
    ],
    historyExport: [
      'Each line carries one event, its hash and the hash before it. electron/hosts/cli/verify-log.mjs',
      'checks such a file by itself and explains its format in its first lines. Keep the head that is',
      'printed apart from the file, or send it to a colleague: only it shows a cut or rewritten end.',
      'Beside FILE it also stands in FILE.head, signed where signing is on. --to html writes one page that',
      'opens without a network. With --doi or --batch it is a part: verify-log.mjs needs --part for it.',
    ],
    historyRedact: [
      'Says first how many texts hold the words; nothing is taken out before --yes. Names of persons,',
      'reasons, creators, contributors, titles, descriptions and related items can be taken out; hashes',
      'and summaries stay. Records, the outbox, backups, exports and evidence packs still hold their copies.',
    ],
    passwords: [
      'The password of a repository can be given as STEWARD_PASSWORD_<ID> in the environment, the id in',
      'capitals with "_" for dots and dashes: STEWARD_PASSWORD_ETHZ_SED. Passwords behind a passphrase are',
      'opened with STEWARD_PASSPHRASE. "steward password ID" keeps one in the keyring of this computer.',
    ],
  },
  askPassword: (clientId: string): string => `Password of ${clientId} (not shown)`,
  lastsForSession:
    'There is no keyring here, so it is kept only until this program ends. Use STEWARD_PASSWORD_<ID> for scripts.',
  noPasswordGiven:
    'No password was given: type it, or pass it on standard input. Nothing was changed.',
  help: {
    title: 'DOI Steward on the command line.',
    usage: 'Usage',
    usageShape: 'VERB [WORDS] [OPTIONS]',
    verbs: 'Verbs',
    everyVerb: 'Options of every verb',
    options: 'Options',
    exitCodes: [
      'Ends with 0 when all went well, 1 when something failed or has errors, 2 for wrong use and',
      '3 when the surroundings do not allow it (ledger in use, disk full, vault locked).',
    ],
    more: 'steward help VERB explains one verb.',
  },

  optionMissing: (name: string) => `--${name} is missing.`,
  optionEmpty: (name: string) => `--${name} is empty. Leave it out, or give it a value.`,
  optionDay: (name: string, value: string) =>
    `--${name} takes a day that the calendar has, as 2027-06-30, not "${value}".`,
  optionNumber: (name: string, least: number, most: number) =>
    `--${name} takes a whole number from ${least} to ${most}.`,
  optionState: (name: string, value: string) =>
    `--${name} takes draft, registered or findable, not "${value}".`,
  optionOfAnotherVerb: (verb: string, name: string) => `"${verb}" has no option --${name}.`,
  unknownVerb: (word: string, near: string | null) =>
    `There is no verb "${word}".${near === null ? '' : ` Did you mean "${near}"?`}`,
  tooManyWords: (verb: string, word: string) => `"${verb}" has no place for "${word}".`,
  wordMissing: (placeholder: string) => `${placeholder} is missing.`,
  seeHelp: (verb: string | null) => `See: steward help${verb === null ? '' : ` ${verb}`}`,

  readsBeside:
    'Another program holds this ledger and does not answer. What follows was read beside it.',
  othersUseThis: 'Another command still uses this ledger through this one. Waiting for it to end.',
  interrupted: 'Interrupted. What was already done is kept; the same command continues.',

  noSuchFile: (path: string) => `There is no file or folder ${path}.`,
  noSuchCollection: (name: string, names: readonly string[]) =>
    `There is no collection "${name}". ` +
    (names.length === 0 ? 'There are none yet.' : `There are: ${names.join(', ')}.`),
  noSuchRepository: (id: string, ids: readonly string[]) =>
    `There is no repository "${id}". There are: ${ids.join(', ')}.`,
  noSuchRecipe: (name: string) => `There is no saved mapping "${name}".`,
  sourcesOrCollection: 'Name either SOURCE... or --collection NAME.',
  defaultsUnreadable: (path: string, reason: string) =>
    `The defaults in ${path} cannot be used: ${reason}`,

  importing: 'Importing',
  imported: (counts: ImportCounts) =>
    `${formatCounted(counts.itemCount, 'item', 'items')}: ${counts.newCount} new, ${counts.changedCount} changed, ` +
    `${counts.unchangedCount} unchanged, ${counts.observeOnlyCount} to observe only, ` +
    `${counts.failedCount} failed. ${formatCounted(counts.validCount, 'is', 'are')} complete.`,
  importStopped: (status: string) => `The import ended as "${status}".`,

  validating: 'Validating',
  validated: (total: number, valid: number) => `${valid} of ${total} records are valid.`,

  registering: 'Registering',
  planIs: (plan: PlanCounts) =>
    `${plan.repositoryName} (${plan.environment}): create ${plan.createCount}, update ` +
    `${plan.updateCount}, leave ${plan.unchangedCount} as they are, leave out ` +
    `${plan.invalidCount} that the service would refuse` +
    (plan.observeOnlyCount === 0 ? '.' : ` and ${plan.observeOnlyCount} that are not ours.`),
  gate: (gate: { readonly message: string; readonly count: number }) =>
    `  ${gate.message} (${gate.count})`,
  gatesShown: 'A publish gate asks about these; on the practice repository that does not stop you:',
  gatesEnforced: 'A publish gate asks about these:',
  notStarted: (reason: string) => `Nothing was sent. ${reason}`,
  confirmWith: (wanted: string) => `Add --confirm "${wanted}" to go on.`,
  registered: (done: number, failed: number, waiting: number) =>
    `${done} done, ${failed} failed, ${waiting} waiting.`,
  waitsFor: (mode: string) =>
    `Nothing moves (${mode}). What waits is kept in the outbox; the same command continues.`,
  leftOut: 'The record has errors that the service would refuse.',

  syncing: (repository: string) => `Reading ${repository}`,
  synced: (repository: string, read: number, changed: number) =>
    `${repository}: ${read} records read, ${changed} changed here.`,

  backupAlwaysTo: '--always needs --to FOLDER: the folder that every backup is copied to.',
  backupsGoTo: (folder: string) => `Every backup is copied to ${folder} from now on.`,
  backedUp: (path: string, sizeBytes: number) =>
    `Verified copy: ${path} (${Math.ceil(sizeBytes / 1024)} KiB)`,
  restored: (result: {
    readonly sequence: number;
    readonly setAside: string | null;
    readonly toSettle: number;
  }) =>
    [
      `Restored up to event ${result.sequence}.`,
      result.setAside === null ? '' : ` The ledger that was there is in ${result.setAside}.`,
      result.toSettle === 0
        ? ''
        : ` Compared with DataCite before anything is sent: ${result.toSettle} operations.`,
    ].join(''),
  headIs: (head: { readonly sequence: number; readonly hash: string }) =>
    `Head: event ${head.sequence}, ${head.hash}`,
  checkedBy: (verifier: string, file: string, hash: string) =>
    `Check it with: node ${verifier} ${file} ${hash}`,
  exportForm: '--to takes jsonl or html.',
  headBeside: (path: string) => `The head is also in ${path}`,
  redactionPlan: (plan: {
    readonly textCount: number;
    readonly eventCount: number;
    readonly fixedCount: number;
  }) =>
    [
      `${plan.textCount} texts of ${plan.eventCount} events hold these words.`,
      plan.fixedCount === 0
        ? ''
        : ` ${plan.fixedCount} events from before version 70 hold them in the chain itself, where nothing can be taken out.`,
    ].join(''),
  redactionAsk: 'Nothing was taken out. Add --yes to do it; it cannot be undone.',
  redacted: (done: { readonly textCount: number; readonly eventCount: number }) =>
    `Taken out: ${done.textCount} texts of ${done.eventCount} events. Backups, exports and evidence packs made before still hold them.`,
  fileIsThere: (path: string) => `There is a file ${path} already; it was left as it is.`,

  faultsUnreadable: (path: string, reason: string) =>
    `The faults in ${path} cannot be used: ${reason}`,
  noFolder: (path: string) => `${path} is no folder.`,
  accountsUnreadable: (path: string, reason: string) =>
    `The accounts in ${path} cannot be used: ${reason}`,
  practiceStays: (url: string) => `The practice repository listens at ${url}. Ctrl+C ends it.`,
  rateShape: '--rate takes N/SECONDS, as 3000/300.',

  heading: {
    doi: 'DOI',
    status: 'Status',
    state: 'State',
    sync: 'Sync',
    year: 'Year',
    title: 'Title',
    findings: 'Findings',
    row: 'Row',
    source: 'Source',
    problem: 'What is wrong',
    repository: 'Repository',
    environment: 'Environment',
    prefixes: 'Prefixes',
    records: 'Records',
  },
  listed: (shown: number, total: number) =>
    shown === total ? `${total} records.` : `${shown} of ${total} records; --limit shows more.`,
  noRecords: 'No records.',
  fact: {
    ledger: 'Ledger',
    outbox: 'Outbox',
    sync: 'Sync',
    title: 'Title',
    creators: 'Creators',
    publisher: 'Publisher',
    year: 'Year',
    type: 'Type',
    url: 'Landing page',
    state: 'State',
    collection: 'Collection',
    repository: 'Repository',
    confirmed: 'Confirmed',
    findings: 'Findings',
  },
  outboxIs: (mode: string, waiting: number, failed: number) =>
    `${mode}; ${waiting} waiting, ${failed} failed`,
  none: 'none',
} as const;

interface ImportCounts {
  readonly itemCount: number;
  readonly newCount: number;
  readonly changedCount: number;
  readonly unchangedCount: number;
  readonly observeOnlyCount: number;
  readonly failedCount: number;
  readonly validCount: number;
}

interface PlanCounts {
  readonly repositoryName: string;
  readonly environment: string;
  readonly createCount: number;
  readonly updateCount: number;
  readonly unchangedCount: number;
  readonly invalidCount: number;
  readonly observeOnlyCount: number;
}
