/** A thread of its own for work on many records (ahead.ts). Started, never imported. */
import { parentPort } from 'node:worker_threads';

import { mustExist } from '#shared/support/assert.ts';
import { createSalts } from '../history/commitment.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { nodeClock, nodeRandomBytes } from '../node-ports.ts';
import type { AheadAnswer, AheadWork } from './ahead.ts';
import type { FromAhead, ToAhead } from './start-ahead.ts';
import { workAhead } from './work-ahead.ts';

const port = mustExist(parentPort, 'the port of the thread');
const send = (message: FromAhead): void => port.postMessage(message);
const newSalt = createSalts(nodeRandomBytes);

interface Open {
  readonly ledger: Ledger;
  readonly answer: (ids: readonly number[]) => AheadAnswer;
}

function open(work: AheadWork): Open {
  const ledger = openLedger(work.path, { clock: nodeClock, readonly: true });
  // Every page is read once: there is nothing to keep.
  ledger.db.exec('pragma cache_size = -4096');
  return { ledger, answer: workAhead({ ledger, newSalt }, work) };
}

let work: Open | null = null;
port.on('message', (message: ToAhead) => {
  if (message === 'close') {
    work?.ledger.close();
    work = null;
    send('closed');
  } else if ('path' in message) {
    work = open(message);
    send('ready');
  } else {
    const answer: FromAhead = mustExist(work, 'work that was opened').answer(message);
    port.postMessage(answer, 'memory' in answer ? [answer.memory] : []);
  }
});
