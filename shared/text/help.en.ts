/** Help inside the app: what each screen is for, and the guidelines with their sources. */
export const helpText = {
  title: 'Help',
  lead: 'Everything here is part of the app and works offline. Links open in your browser, and only when you follow them.',
  search: 'Search the help',
  searchHint: 'Word, or the code of a finding',
  topic: 'What you came from',
  all: 'All of the help',
  schemaFinding: (code: string) =>
    `“${code}” is no guideline: it comes from DataCite’s metadata schema, from the rules of its service, or from what this app found in a file. The finding itself says what is wrong and what to do; the schema says what each property may hold.`,
  guides: 'More guides of DataCite',
  guidesNote: 'Titles are part of the app; the guides themselves are on the web.',
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
      text: 'Drafts on their way to being published. Hand them in, look at each with its findings, its exact request, what changed, its landing page, its possible twins and its checklist, then approve with your key or return it with a reason (j and k go through them, a approves, r returns, c comments). An edit voids an approval. Publishing asks for a rehearsal on real accounts, and counts as done only when DataCite and the resolver were seen to have it.',
    },
    {
      name: 'Hub',
      hash: '#/hub',
      text: 'Models and data sets of Hugging Face and other hubs: bring their cards in, see what changed since a DOI was made, and be led through making one there.',
    },
    {
      name: 'Conflicts',
      hash: '#/conflicts',
      text: 'Records that were changed here and at DataCite in the same place. Look at both sides and choose; nothing is sent before.',
    },
    {
      name: 'Changes',
      hash: '#/changes',
      text: 'Change sets: edits of many records at once, previewed, applied, sent and taken back as one.',
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
