/** Each document of a case under a key of its own: who destroys the key erases it in every backup as well. */
export const migration0225 = {
  version: 225,
  name: 'document-keys',
  sql: /* sql */ `
-- Name of the document's key in the vault. Null: sealed before that, under the key that all of them shared.
alter table removal_document add column key_name text;
`,
} as const;
