/** Sending what DataCite holds once more, so that the resolver is told. */
export const resendText = {
  action: 'Send the address again',
  sent: 'Its address is on its way. Check this page again when the outbox is done.',
  notResolved: 'A draft is known to no resolver. Publish it first.',
  notADoi: 'This is not a DOI.',
  unknown: 'This ledger has no record of it. Read its repository first.',
  notOurs: 'This DOI is not ours to send.',
  noAddress: 'DataCite holds no address of this DOI. Enter one, and send it.',
  oldKernel:
    'The record is of an older kernel. Upgrade it first, and what is sent tells the resolver.',
  waits:
    'Something of this DOI waits in the outbox. When it is sent, the resolver is told as well.',
  conflict: 'The record was changed here and at DataCite. Settle the conflict first.',
  summary:
    'Sends the address of DOIs once more, where the resolver does not know them or leads elsewhere',
  note: 'Nothing else is sent. To find them: list --query "resolver:never".',
  label: 'Sending',
  sending: (doi: string): string => `${doi}: DataCite was sent its address once more.`,
  stopped: (doi: string): string => `${doi}: it was not taken. Look at it in the outbox.`,
  later: 'Some wait in the outbox. They go with the app, or with the next sync.',
  reason: 'The resolver did not lead to the address',
} as const;
