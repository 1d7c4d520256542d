import { createHash } from 'node:crypto';

import type { RemoteState } from '#shared/metadata/attributes.ts';
import type { LedgerRecord } from '../records/record.ts';

/**
 * What exactly a plan would send, as one hash: the account, the state, and for each record its DOI, the hash of its
 * content and whether it is created. Two plans of one hash do the same, and nothing else does.
 */
export interface PlanContent {
  /** In the order of the plan, which is that of the ledger. */
  add(record: Pick<LedgerRecord, 'doi' | 'contentHash'>, kind: 'create' | 'update'): void;
  /** Lower-case hex; call it once, at the end. */
  hash(): string;
}

export function planContent(repositoryId: string, target: RemoteState): PlanContent {
  const hash = createHash('sha256').update(`${repositoryId}\n${target}\n`);
  return {
    add: ({ doi, contentHash }, kind) => void hash.update(`${doi}\t${contentHash}\t${kind}\n`),
    hash: () => hash.digest('hex'),
  };
}
