import type { Database } from '../sqlite/database.ts';
import type { JsonObject } from '#shared/support/json.ts';

export interface Activity {
  readonly id: number;
  readonly requestId: string;
  readonly doi: string;
  readonly clientId: string;
  readonly username: string;
  readonly action: 'create' | 'update' | 'delete';
  readonly version: number;
  /** On update `[old, new]` by audited column, else the values. */
  readonly changes: JsonObject;
  readonly createdMs: number;
}

interface Row {
  readonly id: number;
  readonly request_id: string;
  readonly doi: string;
  readonly client_id: string;
  readonly username: string;
  readonly action: Activity['action'];
  readonly version: number;
  readonly changes: string;
  readonly created_ms: number;
}

export interface ActivityFilter {
  readonly doi: string | null;
  readonly clientId: string | null;
  /** The index shows nothing newer. */
  readonly untilMs: number;
}

/** What was done to which record, and by which account. */
export interface ActivityTable {
  add(activity: Omit<Activity, 'id'>): void;
  last(doi: string): Activity | null;
  count(filter: ActivityFilter): number;
  page(
    filter: ActivityFilter,
    range: { oldestFirst: boolean; offset: number; limit: number },
  ): Activity[];
}

const matching =
  ' from activity where (@doi is null or doi = @doi) and (@clientId is null or client_id = @clientId)' +
  ' and created_ms <= @untilMs';

const insert = `insert into activity
    (request_id, doi, client_id, username, action, version, changes, created_ms)
  values (@request_id, @doi, @client_id, @username, @action, @version, @changes, @created_ms)`;

export function openActivityTable(db: Database): ActivityTable {
  return {
    add(activity) {
      db.run(insert, {
        request_id: activity.requestId,
        doi: activity.doi,
        client_id: activity.clientId,
        username: activity.username,
        action: activity.action,
        version: activity.version,
        changes: JSON.stringify(activity.changes),
        created_ms: activity.createdMs,
      });
    },
    last(doi) {
      const row = db.get<Row>('select * from activity where doi = ? order by id desc limit 1', doi);
      return row === undefined ? null : toActivity(row);
    },
    count: (filter) =>
      db.get<{ n: number }>('select count(*) as n' + matching, { ...filter })?.n ?? 0,
    page(filter, { oldestFirst, offset, limit }) {
      const order = oldestFirst ? ' order by id' : ' order by id desc';
      const sql = 'select *' + matching + order + ' limit @limit offset @offset';
      return db.all<Row>(sql, { ...filter, offset, limit }).map(toActivity);
    },
  };
}

function toActivity(row: Row): Activity {
  return {
    id: row.id,
    requestId: row.request_id,
    doi: row.doi,
    clientId: row.client_id,
    username: row.username,
    action: row.action,
    version: row.version,
    changes: JSON.parse(row.changes) as JsonObject,
    createdMs: row.created_ms,
  };
}
