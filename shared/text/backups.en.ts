import type { BackupReason } from '../backups/retention.ts';
import { formatCounted } from './format.ts';

const reasons: Readonly<Record<BackupReason, string>> = {
  automatic: 'By itself',
  'before-bulk': 'Before bulk work',
  'before-update': 'Before an update',
  'by-hand': 'By hand',
};

/** The words of the backups. */
export const backupsText = {
  title: 'Backups',
  hint: 'Copies of the whole ledger. Each was read through and its history proved before it got its name.',
  none: 'No backup yet. The first one is made by itself soon after something happened.',
  now: 'Back up now',
  made: (size: string): string => `Backed up: ${size}, read through and proved.`,
  folder: 'Folder',
  everyHours: 'Hours between two',
  capGigabytes: 'All together, in gigabytes',
  retention:
    'Kept: the newest of 24 hours, 14 days and 12 months, within the limit. What you make by hand stays.',
  wrong: (least: number, most: number): string =>
    `Give a whole number from ${String(least)} to ${String(most)}.`,
  taken: 'Taken',
  reason: 'Why',
  size: 'Size',
  reasons,
  drill: 'Try a restore',
  drillOf: (when: string): string => `Try a restore of the backup of ${when}`,
  drilled: (events: number, later: number): string =>
    `It can be restored: a copy was made of it, read through, and its ${formatCounted(events, 'event', 'events')} proved. ` +
    (later === 0
      ? 'Nothing has happened since.'
      : `${formatCounted(later, 'event', 'events')} came later: after a restore they stand in the ledger that is set aside, not in this one.`),
  restore:
    'To restore it, close the app and run this command. The present ledger is moved aside, never overwritten; what waited to be sent is compared with DataCite before anything goes.',
  command: 'the command',
  second: {
    label: 'Second folder',
    hint: 'For instance on a network share. Every backup is copied there too, and compared byte for byte. The ledger itself stays on this computer: on a share, two computers could write at once and damage it.',
    choose: 'Copy there',
    stop: 'Copy no more',
    waiting: 'Nothing was copied there yet. The next backup will be.',
    copied: (when: string): string => `Last copied ${when}.`,
    chosen: 'Backups are copied there from now on.',
    stopped: 'Backups are not copied there any more. What is there stays.',
    missing: (folder: string): string =>
      `There is no folder ${folder}, or this computer cannot reach it.`,
    notConnected: (folder: string): string =>
      `The folder ${folder} is there, but not what was put into it when it was chosen: perhaps the share is not connected.`,
    notAbsolute: 'Give the whole path of the folder, from the drive or the root on.',
    notWritable: (folder: string): string => `Nothing can be written to ${folder}.`,
    same: 'The backups are there already. A second folder stands on another disk or computer.',
    nextStep: 'Connect the share, or choose another folder. Backups on this computer go on.',
  },
  mark: 'DOI Steward copies backups of its ledger into this folder. Leave this file here: it shows that the share is connected.\n',
  showAll: (count: number): string => `Show all ${String(count)}`,
  signing: 'Sign the heads of the history',
  signingHint:
    'With a key from the vault. Whoever has the public key can prove that a head came from here.',
  signingOn: 'Switch on',
  signingOff: 'Switch off',
  signingIs: (on: boolean): string => (on ? 'On' : 'Off'),
  publicKey: 'Public key',
  thePublicKey: 'the public key',
} as const;
