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
