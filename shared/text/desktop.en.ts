/** What the desktop host says by itself: its menu, and what it shows when it cannot start. */
export const text = {
  menu: {
    file: 'File',
    bringIn: 'Bring in a collection…',
    go: 'Go',
    collections: 'Collections',
    records: 'Records',
    outbox: 'Outbox',
    history: 'History',
    repositories: 'Repositories',
    settings: 'Settings',
    view: 'View',
  },
  cannotStart: 'DOI Steward cannot start',
  coreEnded: 'DOI Steward has to close',
  coreEndedBody:
    'A part of the program ended unexpectedly. What was saved is safe. Start it again to go on.',
} as const;
