/** What the browser host and `npm start` say in the terminal. */
export const text = {
  listens:
    'DOI Steward runs. Open the link above: it works once, in the browser that opens it. Ctrl+C ends it.',
  stops: 'Ending: the outbox is parked and the ledger closed.',
  idle: (minutes: number) =>
    `No page was open for ${minutes} minutes and nothing was being sent, so the program ends. Start it again when you need it.`,
  coreEnded: 'A part of the program ended unexpectedly. What was saved is safe. Start it again.',
  portTaken: (port: number) =>
    `Port ${port} is taken by another program. Choose another with --port, or leave it out.`,
  builds: 'Building the screens, which takes a moment …',
  buildFailed: 'The screens could not be built; see above.',
  fetchesElectron: 'Fetching the Electron binary once (about 110 MB) …',
  browserInstead: (reason: string) => `${reason} The browser host opens instead.`,
  noElectron:
    'The desktop app needs the Electron binary, which is not here and could not be fetched ("npx install-electron" tries again).',
  packsWithElectron:
    'The app is built in out/. Packing it needs the Electron binary, which is not here and could not be fetched ("npx install-electron" tries again).',
  fusesRight: 'all fuses stand as they must',
  fusesUnread:
    'No packed binary was found in dist/, so its fuses could not be read. Do not pass the packages on.',
  noDisplay: 'The desktop app needs a display, and there is none here.',
  isRoot: 'The desktop app does not run as root: its sandbox would have to be switched off.',
  electronEnded: (code: number) =>
    `The desktop app ended at once with code ${code}; its own message is above.`,
} as const;
