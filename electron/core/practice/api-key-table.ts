import type { Database } from '../sqlite/database.ts';

export interface ApiKey {
  readonly id: number;
  readonly clientId: string;
  readonly name: string;
  /** `DC.` and 32 letters and digits. Shown once. */
  readonly plainKey: string;
  readonly createdMs: number;
}

interface Row {
  readonly id: number;
  readonly client_id: string;
  readonly name: string;
  readonly plain_key: string;
  readonly created_ms: number;
}

export interface ApiKeyTable {
  add(key: Omit<ApiKey, 'id'>): ApiKey;
  findByText(plainKey: string): ApiKey | null;
  find(id: number): ApiKey | null;
  ofClient(clientId: string): ApiKey[];
  remove(id: number): void;
}

export function openApiKeyTable(db: Database): ApiKeyTable {
  return {
    add(key) {
      const { lastId } = db.run(
        'insert into api_key (client_id, name, plain_key, created_ms) values (?, ?, ?, ?)',
        key.clientId,
        key.name,
        key.plainKey,
        key.createdMs,
      );
      return { ...key, id: lastId };
    },
    findByText: (text) => optional(db.get<Row>('select * from api_key where plain_key = ?', text)),
    find: (id) => optional(db.get<Row>('select * from api_key where id = ?', id)),
    ofClient: (clientId) =>
      db
        .all<Row>('select * from api_key where client_id = ? order by id desc', clientId)
        .map(toKey),
    remove: (id) => void db.run('delete from api_key where id = ?', id),
  };
}

function optional(row: Row | undefined): ApiKey | null {
  return row === undefined ? null : toKey(row);
}

function toKey(row: Row): ApiKey {
  return {
    id: row.id,
    clientId: row.client_id,
    name: row.name,
    plainKey: row.plain_key,
    createdMs: row.created_ms,
  };
}
