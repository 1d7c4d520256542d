/** Help inside the app: what each screen is for, and the guidelines with their sources. */
export const helpText = {
  title: 'Help',
  lead: 'Everything here is part of the app and works offline. Links open in your browser, and only when you follow them.',
  search: 'Search the help',
  searchHint: 'Word, or the code of a finding',
  screens: 'What is where',
  guidelines: 'Guidelines, and the findings that hold a record to them',
  ofSource: (title: string) => `Guidelines of: ${title}`,
  compared: (date: string) => `The rules here were compared with what it asks on ${date}`,
  old: 'Older than 12 months',
  open: 'Read the source',
  remedy: 'What to do:',
  nothing: 'Nothing fits these words.',
  keys: 'Press ? anywhere to see all keys, and Ctrl+K (or Cmd+K) for all commands.',
  places: [
    {
      name: 'Overview',
      hash: '#/overview',
      text: 'What needs you today, and how the catalogue stands: completeness, FAIR principles, last verification. Reports are saved as a page or a table.',
    },
    {
      name: 'Collections',
      hash: '#/collections',
      text: 'Bring in sheets, DataCite XML or JSON, or cards; see what every item needs; reserve names; register.',
    },
    {
      name: 'Records',
      hash: '#/records',
      text: 'All records, with search, filters and facets. Edit one, or many at once as a change set that can be undone.',
    },
    {
      name: 'Review',
      hash: '#/review',
      text: 'What stewards do with drafts before they are published.',
    },
    {
      name: 'Versions',
      hash: '#/versions',
      text: 'Chains of versions, as a picture and in words; what is broken in them, and the repair.',
    },
    {
      name: 'Landing pages',
      hash: '#/landing',
      text: 'Whether each DOI leads everybody to a page about its item, checked politely and with evidence.',
    },
    {
      name: 'Requests',
      hash: '#/requests',
      text: 'Requests for removal, rename or a change of visibility, up to the tombstone.',
    },
    {
      name: 'Outbox',
      hash: '#/outbox',
      text: 'What is being sent to DataCite, what was refused and why. Nothing is sent twice, and nothing that failed is shown as done.',
    },
    {
      name: 'History',
      hash: '#/history',
      text: 'Who changed what, when and why, in a chain that proves itself.',
    },
    {
      name: 'Repositories',
      hash: '#/repositories',
      text: 'DataCite accounts, and the practice repository that needs none.',
    },
    {
      name: 'Settings',
      hash: '#/settings',
      text: 'Your name, policies, backups and where copies are kept.',
    },
  ],
} as const;
