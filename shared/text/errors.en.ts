import type { ErrorCode } from '../support/app-error.ts';

/** What a person reads when a call fails: what kind of thing happened, and what to do next. */
export interface ErrorText {
  readonly title: string;
  /** Used where the error itself brings no next step. */
  readonly nextStep: string;
}

/** Total by type: a new code without a sentence does not compile. */
export const errorsText: Readonly<Record<ErrorCode, ErrorText>> = {
  VALIDATION: {
    title: 'Something in the entry is not right',
    nextStep: 'Correct the field that is named and try again. Nothing was changed.',
  },
  NOT_FOUND: {
    title: 'This is no longer here',
    nextStep: 'Go back to the list and open it again.',
  },
  CONFLICT: {
    title: 'It was changed elsewhere meanwhile',
    nextStep: 'Look at both versions and decide which one stays. Nothing was overwritten.',
  },
  OFFLINE: {
    title: 'No connection',
    nextStep: 'Your work is safe here. Try again when the connection is back.',
  },
  UNAUTHORIZED: {
    title: 'The credentials were refused',
    nextStep: 'Check the repository id and password under Repositories.',
  },
  FORBIDDEN: {
    title: 'This account may not do that',
    nextStep: 'Check which prefixes and rights the account has under Repositories.',
  },
  RATE_LIMITED: {
    title: 'The service asks us to slow down',
    nextStep: 'Nothing is lost. Sending goes on by itself after the pause it asked for.',
  },
  REMOTE_REJECTED: {
    title: 'The service refused it',
    nextStep: 'Correct the field that is named and send it again.',
  },
  VAULT_UNAVAILABLE: {
    title: 'The password store is locked',
    nextStep: 'Unlock it, or start the app again, and try once more.',
  },
  LEDGER_CORRUPT: {
    title: 'The ledger file is damaged',
    nextStep: 'Close the app and restore the last backup. Nothing more is written until then.',
  },
  LEDGER_BUSY: {
    title: 'Another program uses the ledger',
    nextStep: 'Close the other window or command, then try again.',
  },
  LEDGER_TOO_NEW: {
    title: 'The ledger comes from a newer version of the app',
    nextStep: 'Install the newer version. Nothing was changed.',
  },
  DISK_FULL: {
    title: 'The disk is full',
    nextStep: 'Free some space and try again. What was saved before is safe.',
  },
  SOURCE_UNREADABLE: {
    title: 'The source cannot be read',
    nextStep: 'Correct the file, or choose another one. Nothing was brought in.',
  },
  CONFIRMATION_NEEDED: {
    title: 'A confirmation is missing',
    nextStep: 'Type the confirmation exactly as it is shown. Nothing was sent.',
  },
  CANCELLED: {
    title: 'Cancelled',
    nextStep: 'What was done before stays done. Start again whenever you like.',
  },
  INTERNAL: {
    title: 'Something in the app went wrong',
    nextStep: 'What was saved is safe. Try again; if it happens again, send the log.',
  },
};
