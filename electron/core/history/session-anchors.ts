import type { Ledger } from '../ledger/ledger.ts';
import type { Ports } from '../ports.ts';
import type { AnchorFile } from './anchor.ts';
import { readAnchors } from './anchor.ts';
import type { Signer } from './sign-heads.ts';

/**
 * What a restart must say when the ledger does not reach as far as its last anchor: work that was
 * acknowledged is not there (an old copy was put in place, or the disk lost its end). Null: all is well.
 */
export function anchorAlarm(ledger: Ledger, anchorPath: string): string | null {
  const last = readAnchors(anchorPath).at(-1);
  if (last === undefined) return null;
  const found = ledger.db.get<{ hash: string }>(
    'select hash from history_event where sequence = ?',
    last.sequence,
  );
  if (found?.hash === last.hash) return null;
  return found === undefined
    ? `The ledger ends before event ${last.sequence} of ${last.at}: later work is missing from it.`
    : `The ledger's history is not the one that was noted on ${last.at}.`;
}

/** The side file ends a session with a signed head, where signing is on; without the key it says so. */
export async function anchorSigned(
  anchors: AnchorFile,
  signer: Signer,
  log: Ports['log'],
): Promise<void> {
  if (!signer.isOn()) return;
  try {
    anchors.append(await signer.head());
  } catch (cause) {
    log({
      level: 'error',
      message: 'The head of the history was not signed',
      detail: { error: String(cause) },
    });
  }
}
