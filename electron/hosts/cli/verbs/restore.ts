import { existsSync } from 'node:fs';

import { text } from '#shared/text/command-line.en.ts';
import { fromWhereThePersonStands } from '../../where.ts';
import type { RunVerb } from '../verb.ts';
import { WrongUse } from '../verb.ts';

/** Works on files alone: no core may have the ledger open meanwhile, which the ledger's lock assures. */
export const run: RunVerb = async ({ words, dataFolder, output }) => {
  const backup = fromWhereThePersonStands(words[0] ?? '');
  if (!existsSync(backup)) throw new WrongUse(text.noSuchFile(backup));
  const [{ restoreLedger }, { ledgerFiles }, ports] = await Promise.all([
    import('#core/backups/restore-ledger.ts'),
    import('#core/compose.ts'),
    import('#core/node-ports.ts'),
  ]);
  const result = await restoreLedger(backup, ledgerFiles(dataFolder), {
    clock: ports.nodeClock,
    randomBytes: ports.nodeRandomBytes,
    isNetworkPath: ports.nodeIsNetworkPath,
    crashPoint: () => undefined,
  });
  output.line(result);
  output.print(text.restored(result));
  return 0;
};
