import { closeSync, fsyncSync, openSync } from 'node:fs';

/**
 * Waits until a file is on the disk. Not for a database that is open: closing it here would let go of SQLite's locks
 * on it. Its log has none.
 */
export function syncFile(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
