import type { AppState } from '../contract/app.ts';
import { formatAgo, formatClock, formatCounted } from './format.ts';

/** The words of the frame: navigation, top bar, banners, keys. */
export const appText = {
  name: 'DOI Steward',
  navigation: 'Workflows',
  screens: {
    collections: 'Collections',
    hub: 'Hub',
    records: 'Records',
    edit: 'Edit a record',
    versions: 'Versions',
    'sheet-update': 'Update from sheet',
    requests: 'Requests',
    overview: 'Overview',
    help: 'Help',
    landing: 'Landing pages',
    conflicts: 'Conflicts',
    review: 'Review',
    outbox: 'Outbox',
    changes: 'Changes',
    history: 'History',
    repositories: 'Repositories',
    settings: 'Settings',
  },
  skipToContent: 'Skip to the content',
  repository: 'Repository',
  addRepository: 'Add a repository',
  search: 'Search records',
  searchHint: 'Title, creator, DOI or word',
  clearSearch: 'Clear the search',
  commands: 'Commands',
  commandsHint: 'Type a command or a screen',
  noCommand: 'No command has these words.',
  keys: 'Keyboard',
  close: 'Close',
  cancel: 'Cancel',
  confirmation: (words: string): string => `Type ${words} to go on`,
  back: 'Back',
  copy: 'Copy',
  copied: 'Copied',
  tryAgain: 'Try again',
  loading: 'Loading',
  startingUp: 'Opening your ledger',
  themes: { system: 'Like the system', light: 'Light', dark: 'Dark' },
  switchToTheme: (theme: 'light' | 'dark'): string => `Switch to the ${theme} theme`,
  goToScreen: (screen: string): string => `Go to ${screen}`,
  switchToRepository: (name: string): string => `Switch to ${name}`,
  notAnswering: 'The app is not answering',
  failedCount: (count: string): string => `${count} failed`,
  practiceBanner: 'Practice repository. Nothing you do here reaches DataCite.',
  testBanner: 'Test repository. Names you register here do not resolve.',
  connectionLost: 'The connection to the app was lost. Your work is safe; trying again.',
  readOnly: 'Another process writes to this ledger. You can look, but not change anything here.',
  restartNeeded: 'The app was updated. Reload this page to go on.',
  reload: 'Reload',
  underWay: ', under way',
  noSuggestion: 'Nothing known; what is typed is taken.',
  noticeActions: 'What can be done about it',
  dismiss: 'Close the notice',
  crashed: 'This screen stopped working',
  crashedBody: 'What was saved is safe. Reload the screen to go on.',
} as const;

/** Where the work stands, in words: the one line of the top bar. */
export function describeSync(sync: AppState['sync'], nowMs: number): string {
  const waiting =
    sync.waitingCount === 0 ? '' : ` ${formatCounted(sync.waitingCount, 'change', 'changes')} wait`;
  const wait = sync.waitingCount === 1 ? `${waiting}s` : waiting;
  switch (sync.mode) {
    case 'in-step':
      return sync.lastConfirmedAt === null
        ? 'Nothing sent yet'
        : `In step, ${formatAgo(sync.lastConfirmedAt, nowMs)}`;
    case 'sending':
      return `Sending.${wait}`;
    case 'paused':
      return `Paused.${wait}`;
    case 'waiting':
      return sync.waitsUntil === null
        ? `Waiting.${wait}`
        : `Waiting until ${formatClock(sync.waitsUntil)}.${wait}`;
    case 'offline':
      return `Offline.${wait}`;
    case 'held':
      return `Held.${wait}`;
  }
}

/** One line of the keyboard map. `keys` are pressed together or, with `then`, one after the other. */
export interface KeyLine {
  readonly keys: readonly string[];
  readonly then?: boolean;
  readonly does: string;
}

export const keyMap: readonly { readonly title: string; readonly lines: readonly KeyLine[] }[] = [
  {
    title: 'Everywhere',
    lines: [
      { keys: ['Ctrl', 'K'], does: 'Open the commands' },
      { keys: ['/'], does: 'Search records' },
      { keys: ['?'], does: 'Show this map' },
      { keys: ['Esc'], does: 'Close what is open' },
    ],
  },
  {
    title: 'Go to',
    lines: [
      { keys: ['g', 'c'], then: true, does: 'Collections' },
      { keys: ['g', 'u'], then: true, does: 'Hub' },
      { keys: ['g', 'r'], then: true, does: 'Records' },
      { keys: ['g', 'q'], then: true, does: 'Requests' },
      { keys: ['g', 'k'], then: true, does: 'Conflicts' },
      { keys: ['g', 'w'], then: true, does: 'Review' },
      { keys: ['g', 'o'], then: true, does: 'Outbox' },
      { keys: ['g', 'b'], then: true, does: 'Changes in bulk' },
      { keys: ['g', 'h'], then: true, does: 'History' },
      { keys: ['g', 'a'], then: true, does: 'Repositories' },
      { keys: ['g', 's'], then: true, does: 'Settings' },
    ],
  },
  {
    title: 'In a list',
    lines: [
      { keys: ['↑', '↓'], does: 'Move by one row' },
      { keys: ['Page Up', 'Page Down'], does: 'Move by one screen' },
      { keys: ['Home', 'End'], does: 'First and last row' },
      { keys: ['Enter'], does: 'Open' },
      { keys: ['Space'], does: 'Select' },
      { keys: ['Shift', '↑', '↓'], does: 'Select several' },
    ],
  },
  {
    title: 'In review',
    lines: [
      { keys: ['j', 'k'], does: 'Next and previous draft' },
      { keys: ['a'], does: 'Approve and go on' },
      { keys: ['r'], does: 'Return with a reason' },
      { keys: ['c'], does: 'Write a comment' },
    ],
  },
  {
    title: 'In the grid of records',
    lines: [
      { keys: ['↑', '↓', '←', '→'], does: 'Move by one cell' },
      { keys: ['Ctrl', '↑'], does: 'To the edge of the list' },
      { keys: ['Home', 'End'], does: 'First and last column' },
      { keys: ['Ctrl', 'Home'], does: 'First cell of the list; with End the last' },
      { keys: ['Shift', '↓'], does: 'Make the range of cells larger' },
      { keys: ['Ctrl', 'A'], does: 'All cells' },
      { keys: ['Space'], does: 'Tick the rows of the range' },
      { keys: ['Ctrl', 'Shift', 'A'], does: 'Tick every record of the list, or none' },
      { keys: ['F2'], does: 'Edit the cell; typing replaces it' },
      { keys: ['Enter'], does: 'Keep the edit and go down; with Shift up' },
      { keys: ['Tab'], does: 'Keep the edit and go right; with Shift left' },
      { keys: ['Esc'], does: 'Leave the edit' },
      { keys: ['Delete'], does: 'Empty the cells; Backspace as well' },
      { keys: ['Ctrl', 'D'], does: 'Fill down from the first row' },
      { keys: ['Ctrl', 'R'], does: 'Fill right from the first column' },
      { keys: ['Ctrl', 'C'], does: 'Copy the cells; with X cut, with V paste them' },
      { keys: ['Ctrl', 'Z'], does: 'Take back the last edit; with Shift put it back' },
      { keys: ['Alt', '→'], does: 'On a heading: move the column' },
      { keys: ['Alt', 'Shift', '→'], does: 'On a heading: make the column wider' },
      { keys: ['Alt', 'Shift', 'Enter'], does: 'On a heading: as wide as what it shows' },
    ],
  },
];
