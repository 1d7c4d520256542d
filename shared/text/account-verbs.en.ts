/** What the verbs on accounts say. */
export const accountVerbText = {
  summary: {
    list: 'Lists the repository accounts of this ledger, and what each may do',
    add: 'Adds a repository account; its password is asked for without showing it',
    check: 'Asks DataCite who an account is, without side effects',
    open: 'Opens a production account for writing in the app that runs on this ledger',
    shut: 'Shuts a production account for writing again',
  },
  option: {
    environment: 'production, test or custom',
    endpoint: 'Base address of the API, for custom',
    name: 'What the account is called here; its id unless told',
    observe: 'Only read, as the public reads: takes no password, and nothing is ever sent',
    confirm: 'The repository id as DataCite has it, typed once more',
    openFor:
      'Repository id of a production account, typed in full: opens it for writing while this command runs',
  },
  notes: {
    add: [
      'The password is read from STEWARD_PASSWORD, else asked for, else taken from standard input; never from',
      'an argument, which every user of the machine can read. It is kept in the vault of this computer.',
    ],
    open: [
      'Without --confirm the repository id is asked for. A command by itself is a session of its own: there',
      'an account is opened with the option --open of the verb that sends.',
    ],
  },
  environments: (given: string): string =>
    `“${given}” is no environment: production, test or custom. Nothing was changed.`,
  endpointMissing: 'A custom environment needs --endpoint URL. Nothing was changed.',
  added: (id: string): string => `Added ${id}.`,
  addedUnchecked: (id: string): string =>
    `Added ${id}. Its password could not be checked now; “steward account check ${id}” tries again.`,
  ask: (clientId: string): string => `Type the repository id ${clientId} to open it for writing`,
  opened: (id: string): string => `${id} is open for writing until the app is closed or locked.`,
  shut: (id: string): string => `${id} is shut for writing.`,
  noApp: (id: string): string =>
    `No app runs on this ledger, so there is no session to open ${id} in. Nothing was changed. To send now, give --open with the repository id to the verb that sends: steward register ... --open ID`,
  notProduction: (id: string): string => `${id} is no production account: it is never shut.`,
  noSuchClient: (given: string, known: readonly string[]): string =>
    `No production account has the repository id “${given}”. ${known.length === 0 ? 'There is none in this ledger.' : `There is ${known.join(', ')}.`} Nothing was sent.`,
  heading: ['id', 'name', 'environment', 'repository', 'access', 'writing', 'prefixes'],
  writing: { open: 'open', shut: 'shut', never: 'never' },
} as const;
