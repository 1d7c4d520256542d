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
    help: 'Help',
    diagnostics: 'Copy diagnostics',
    safeMode: 'Restart in safe mode (sends nothing)',
    lock: 'Lock',
  },
  cancel: 'Cancel',
  openInBrowser: 'Open in the browser',
  openHttp: (host: string): string => `Open a page at ${host} without encryption?`,
  linkCopied: (url: string): string =>
    `The link was copied, since programs for it are not opened from here: ${url}`,
  jobDone: 'Sending is done',
  jobResult: (sent: string, refused: string | null): string =>
    refused === null ? `${sent} confirmed.` : `${sent} confirmed, ${refused} refused.`,
  diagnosticsCopied:
    'The diagnostics were copied. They hold no password, title or DOI you entered; look through them before you send them.',
  safeModeTitle: 'DOI Steward (safe mode)',
  pageGone: 'The window ended unexpectedly',
  pageGoneBody:
    'What was saved is safe, and sending goes on. A form that was not saved has to be filled in again.',
  pageAgain: 'Show it again',
  quit: 'Quit',
  cannotStart: 'DOI Steward cannot start',
  coreEnded: 'DOI Steward has to close',
  coreEndedBody:
    'A part of the program ended unexpectedly. What was saved is safe. Start it again to go on.',
} as const;

/** Asked where the ledger was to stand on a network share. */
export const shareText = {
  title: 'The ledger cannot stand on a network share',
  offer: (share: string): string =>
    `${share} is on a network share. Two computers there cannot keep each other from writing at once, and the ledger would be damaged. It can stand on this computer instead, and every backup is copied to the share and compared there.`,
  keepHere: 'Keep it here, copy backups there',
  offerFolder: (share: string): string =>
    `Your own folder for application data, ${share}, is on a network share. Two computers there cannot keep each other from writing at once, and the ledger would be damaged. Choose a folder on a disk of this computer; every backup is copied to the share and compared there.`,
  choose: 'Choose a folder…',
  chooseTitle: 'A folder on a disk of this computer',
  alsoShare: (folder: string): string =>
    `${folder} is on a network share too. Choose one on a disk of this computer.`,
  quit: 'Quit',
} as const;
