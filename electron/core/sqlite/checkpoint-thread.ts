/** A thread of its own that brings the log of an SQLite file into the file. Started, never imported. */
import { parentPort, workerData } from 'node:worker_threads';

import { mustExist } from '#shared/support/assert.ts';
import { openDatabase } from './database.ts';

const port = mustExist(parentPort, 'the port of the thread');
const db = openDatabase(workerData as string, { kind: 'ledger' });
// It copies pages and keeps none.
db.exec('pragma cache_size = -1024');
port.on('message', (message: 'run' | 'close') => {
  if (message === 'close') {
    db.close();
    port.close();
    return;
  }
  // Passive: it never makes the writer wait, and leaves what was written meanwhile to the next.
  const [state] = db.all<{ log: number; checkpointed: number }>('pragma wal_checkpoint(passive)');
  port.postMessage(state === undefined ? 0 : state.log);
});
