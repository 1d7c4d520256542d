/** What is said while the ledger is opened, before there is a window. */
export const ledgerText = {
  updating: 'DOI Steward starts',
  updates:
    'This version first updates the ledger, which takes some minutes with many records. A copy of it as it was is put into its backups, nothing is sent meanwhile, and nothing is lost when the program is ended.',
} as const;
