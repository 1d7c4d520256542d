import { formatCounted } from './format.ts';

/** The words of the settings. */
export const settingsText = {
  title: 'Settings',
  you: 'You',
  name: 'Your name',
  nameHint: 'Stands in the history beside what you do.',
  save: 'Save',
  saved: 'Saved.',
  appearance: 'Appearance',
  theme: 'Theme',
  density: 'Rows',
  themes: {
    system: { label: 'Like the system', detail: 'Follows the setting of this computer' },
    light: { label: 'Light', detail: 'Dark text on white' },
    dark: { label: 'Dark', detail: 'Light text on near-black' },
  },
  densities: {
    compact: { label: 'Compact', detail: 'More rows at a glance' },
    normal: { label: 'Normal', detail: 'The usual height' },
    roomy: { label: 'Roomy', detail: 'More air between rows' },
  },
  network: 'DataCite',
  requestShare: 'Share of the permitted requests, in per cent',
  requestShareHint:
    'DataCite counts the requests of your whole address: 3,000 in five minutes, 750 on the test system. ' +
    'Other programs of your institution need some of them, too. Half is usual.',
  requestShareWrong: 'Give a whole number from 1 to 100.',
  preservation: 'Preservation copies',
  preservationHint:
    'The last XML and JSON of each DOI, as DataCite holds it, as files. They can be read without this app, and brought in again.',
  preservationKeep: 'Keep copies',
  preservationChoices: {
    on: { label: 'On', detail: 'Written in the background' },
    off: { label: 'Off', detail: 'Files that are there stay' },
  },
  preservationFolder: 'Folder',
  preservationFolderHint:
    'The full path. Empty: beside the ledger. In a new folder all are written again.',
  preservationCount: (kept: number, due: number): string =>
    `${formatCounted(kept, 'DOI is', 'DOIs are')} kept.` +
    (due === 0 ? '' : ` ${formatCounted(due, 'DOI', 'DOIs')} still to be written.`),
  preservationStopped: 'Copies cannot be written',
  preservationStoppedBody: (reason: string): string =>
    `${reason} Your records are safe in the ledger. Writing is tried again when a record changes and at the next start.`,
  recipes: 'Recipes',
  recipesHint: 'They keep how a kind of sheet is read. What was brought in with one stays.',
  noRecipes: 'No recipe is kept. You can save one when you bring in a sheet.',
  columns: (count: number): string => formatCounted(count, 'column', 'columns'),
  remove: 'Remove',
  removeRecipe: (name: string): string => `Remove the recipe ${name}`,
  recipeRemoved: (name: string): string => `The recipe ${name} is removed.`,
  about: 'This app',
  version: 'Version',
  ledger: 'Ledger',
  host: 'Opened in',
  hosts: {
    desktop: 'the desktop app',
    browser: 'the browser',
    'command-line': 'the command line',
    test: 'a test',
  },
} as const;
