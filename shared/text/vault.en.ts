import type { VaultState } from '../contract/vault.ts';

type Strength = VaultState['strength'];

/** The words of the password store: where secrets are kept, locking, and changing the place. */
export const vaultText = {
  title: 'Passwords',
  hint: 'Where the passwords of your repositories are kept. They never leave this program, except to sign a request to DataCite.',
  place: 'Kept',
  change: 'Keep them elsewhere',
  changeOrPassphrase: 'Change the passphrase or the place',
  changeTitle: 'Where shall passwords be kept?',
  changeTo: 'Keep passwords',
  changeSave: 'Move the passwords',
  newPassphrase: 'Passphrase',
  newPassphraseHint:
    'At least ten characters. It cannot be recovered: write it down somewhere safe.',
  repeatPassphrase: 'The passphrase again',
  notTheSame: 'The two are not the same.',
  changePassphrase: 'Change the passphrase',
  moved: 'The passwords are moved.',
  lost: (names: readonly string[]): string =>
    `These could not be read and must be entered again: ${names.join(', ')}.`,
  lock: 'Lock now',
  lockAfter: 'Lock by itself',
  lockAfterHint: 'When nobody has touched the app for that long and nothing is being sent.',
  lockAfterNames: {
    never: 'Never',
    '5': 'After 5 minutes',
    '15': 'After 15 minutes',
    '60': 'After an hour',
  },
  lockedTitle: 'DOI Steward is locked',
  lockedBody:
    'Passwords cannot be used and nothing is sent until you unlock it. Your work is safe.',
  lockedWithout:
    'No passphrase is asked for, because the passwords are not kept behind one. Choose that under Settings if others use this computer.',
  lockedWaiting: (count: string): string => `${count} wait to be sent.`,
  passphrase: 'Passphrase',
  unlock: 'Unlock',
  needsPassphrase: 'The passwords are behind a passphrase.',
  isLocked: 'The passwords are locked.',
  keepsNone: 'This program keeps no passwords of its own.',
  unlockFirst:
    'Unlock them with your passphrase. Nothing is lost, and what waits goes on afterwards.',
  noKeychain: 'This computer has no keychain that protects passwords.',
  nothingMoved: 'Nothing was moved. Choose another place, or a longer passphrase.',
  passphraseTooShort: (least: number): string =>
    `A passphrase needs at least ${String(least)} characters.`,
  keychainGone:
    'The keychain that kept the passwords cannot be reached: it is locked, was reset, or does not run here. Unlock it in the system and start again, or enter the passwords once more; they last until the program ends.',
  keychainChanged: (before: string, now: string): string =>
    `The passwords were kept by the keychain “${before}”, and this computer now uses “${now}”. Enter them once more under Repositories. The records are not affected.`,
  keptByAnother:
    'The passwords were kept by the other form of this program (desktop app or browser), whose keychain entries this one cannot read. Enter them once more under Repositories.',
  fileGone: (name: string): string =>
    `The file of passwords, ${name}, is not in the data folder any more. Put it back and start again, or enter the passwords once more under Repositories. The records are not affected.`,
  notBehindPassphrase: 'The passwords are not locked behind a passphrase.',
  fileUnreadable: 'The file of passwords cannot be read.',
  fileDamaged: 'The file of passwords is damaged.',
  fileUnwritable: 'The file of passwords cannot be written.',
  wrongPassphrase: 'The passphrase does not open the file of passwords.',
  tryPassphraseAgain:
    'Try again, with an eye on capital letters and the layout of the keyboard. If nobody knows it any more, go on without it. Nothing but the passwords has to be entered again.',
  putFileBack:
    'Put back a copy of it if you have one, or go on without it and enter the passwords once more. The records are not affected.',
  forgotten: 'I do not know the passphrase',
  anewTitle: 'Go on without the passphrase?',
  anewBody:
    'The file of passwords stays in the data folder under another name, and opens again should the passphrase turn up. Until then you enter the password of each repository once more. Records, history and what waits to be sent stay as they are.',
  anewSave: 'Go on without it',
  anewDone: (count: number): string =>
    count === 0
      ? 'Unlocked. No password was kept.'
      : 'Unlocked. Enter the passwords once more under Repositories.',
  keychainRefused:
    'The keychain of this computer did not open the stored password: it was locked or reset, access was denied, or the password was sealed on another computer.',
  otherKeychain: 'The stored password was sealed by another keychain of this computer.',
  keychainFileDamaged: 'The file of sealed passwords, vault.json, is damaged or cannot be read.',
  sealRefused:
    'The keychain of this computer did not seal the password: access was denied, or it is locked.',
  allowOrEnter:
    'Allow the app in the keychain of the system and try again, or enter the password of the repository once more. The records are not affected, and what waits stays.',
  allowOrMove:
    'Allow the app in the keychain of the system and try again, or keep passwords behind a passphrase (Settings). Nothing was changed.',
  enterAgain:
    'Enter the password of the repository once more: the damaged file is kept under another name. The records are not affected, and what waits stays.',
  choiceUnwritable: 'The note of where passwords are kept cannot be read or written.',
  checkFolder: 'Check that the data folder belongs to you and that the disk is not full.',
} as const;

/** What each place protects from, honestly. */
export const strengthText: Readonly<
  Record<Strength, { readonly label: string; readonly place: string; readonly detail: string }>
> = {
  'os-keychain': {
    label: 'In the keychain',
    place: 'in the keychain of this computer',
    detail: 'Sealed by the system for your login. Other programs that run as you may ask for them.',
  },
  passphrase: {
    label: 'Behind a passphrase',
    place: 'in a file behind your passphrase',
    detail: 'Asked for at each start and after each lock. A stolen file is as safe as it is long.',
  },
  session: {
    label: 'Only while it runs',
    place: 'in memory until the program ends',
    detail: 'Nothing is written. You enter the passwords again at each start.',
  },
};
