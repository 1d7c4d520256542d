import type { Finding } from '../findings/finding.ts';
import type { Provenance } from './card.ts';

/** What the parts of the mapping write into. */
export interface Draft {
  readonly provenance: Provenance[];
  readonly findings: Finding[];
}

/** A finding about the card itself. What the record then lacks, validation names with its own weight. */
export function cardFinding(code: string, path: string, message: string): Finding {
  return { code, severity: 'hint', gate: 'none', path, message };
}
