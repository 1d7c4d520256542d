/** What people on other computers read before they are let in, and whoever starts a host for them. */
export const entranceText = {
  title: 'DOI Steward',
  lead: 'Enter the password that the person who started this program gave you.',
  password: 'Password',
  enter: 'Enter',
  wrong: 'This is not the password. Nothing was changed.',
  tooMany: 'Too many wrong passwords. Nobody is let in for a minute; try again then.',
  ask: 'A password for people on other computers, 12 characters or more (not shown)',
  tooShort:
    'Listening for other computers needs a password of 12 characters or more: type it, or give it as STEWARD_ACCESS_PASSWORD. Nothing was started.',
  needsFlag: (address: string): string =>
    `${address} can be reached from other computers, and pages are not encrypted on the way: whoever listens in reads passwords and records. Better is a tunnel: ssh -L 4600:127.0.0.1:4600 HOST. If the network is yours alone, or a proxy with https stands before it, add --for-others; a password is asked for. Nothing was started.`,
  anyAddress: (address: string): string =>
    `${address} is every address at once. Name the one of this computer by which others reach it. Nothing was started.`,
  warns: (address: string): string =>
    `Others can reach this program at ${address} with the password. Pages are not encrypted on the way.`,
} as const;
