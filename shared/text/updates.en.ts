/** Newer versions: told, never installed by the app itself. */
export const updatesText = {
  title: 'Updates',
  off: 'This copy looks for no updates. Your institution brings new versions, or names a feed when it packs the app.',
  lead: 'Looked for at the start and once a day at the feed that your institution named. Only the number of the version is asked for, and nothing is installed by itself.',
  feed: 'Feed',
  checkedAt: 'Last looked',
  never: 'Not yet',
  newest: 'This is the newest version.',
  newer: (version: string): string => `Version ${version} is there`,
  newerBody:
    'Ask your IT, or download it and start it yourself. The ledger stays, and is backed up before a new version changes it.',
  download: 'Open the download',
  check: 'Look now',
  problemTitle: 'The feed could not be read',
  noFile: (feed: string, status: number): string =>
    `${feed} answered ${String(status)}. Your work is not affected; tell whoever looks after the feed.`,
  notAFeed: (feed: string): string =>
    `What ${feed} answered is no list of versions, or names a package on another host. Your work is not affected; tell whoever looks after the feed.`,
} as const;
