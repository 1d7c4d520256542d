/** Operations that DataCite is sent although it holds all of them. */
export const migration0250 = {
  version: 250,
  name: 'resend',
  sql: /* sql */ `
-- 1: carries the address although DataCite holds it, so that the handle server is told (once more).
alter table operation add column is_resend integer not null default 0 check (is_resend in (0, 1));
`,
} as const;
