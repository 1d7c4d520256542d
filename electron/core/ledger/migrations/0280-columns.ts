/**
 * The columns of version 155 once more: the kernel is taken out of JSON only where its name occurs. Every write of a
 * record writes this index, and reading all of the metadata for it was a third of the cost.
 */
export const migration0280 = {
  version: 280,
  name: 'columns-kernel',
  sql: /* sql */ `
drop index ix_record__columns;
create index ix_record__columns on record(
  id, state, sync, repository_id, resource_type, publication_year, collection_id, error_count,
  warning_count, hint_count, burnt, doi, publisher, source_file, created_at, updated_at, confirmed_at,
  coalesce(
    iif(instr(remote, '"schemaVersion"') > 0, json_extract(remote, '$.schemaVersion'), null),
    iif(instr(attributes, '"schemaVersion"') > 0, json_extract(attributes, '$.schemaVersion'), null)
  )
);
`,
} as const;
