/**
 * What lists filter, sort and count by, beside each other and apart from the metadata: reading the columns of a
 * million records takes 200 MB off the disk instead of the whole file (core/records/record-columns.ts). The last
 * is the kernel that DataCite holds the record in, or the one that it names itself.
 */
export const migration0155 = {
  version: 155,
  name: 'columns',
  sql: /* sql */ `
create index ix_record__columns on record(
  id, state, sync, repository_id, resource_type, publication_year, collection_id, error_count,
  warning_count, hint_count, burnt, doi, publisher, source_file, created_at, updated_at, confirmed_at,
  coalesce(json_extract(remote, '$.schemaVersion'), json_extract(attributes, '$.schemaVersion'))
);
`,
} as const;
