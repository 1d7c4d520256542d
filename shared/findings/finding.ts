import type { Json } from '../support/json.ts';

/**
 * `error`: the service would refuse the record in the state asked for. `warning`: it would accept
 * it, but lose or change something, or a guideline of weight is not met. `hint`: could be better.
 */
export type Severity = 'error' | 'warning' | 'hint';

/** What the publish step asks for because of this finding; apart from what the service refuses. */
export type Gate = 'blocks' | 'asks' | 'none';

/** A change of one record that settles a finding: set the value at `path` (absent: remove it). */
export interface Fix {
  readonly label: string;
  readonly changes: readonly { readonly path: string; readonly value?: Json }[];
}

/** One result of validation or of a guideline. */
export interface Finding {
  /** Stable, kebab-case, e.g. `creators-missing` or `landing-url-temporary`. */
  readonly code: string;
  readonly severity: Severity;
  readonly gate: Gate;
  /** Path in the attributes as the REST API names them: `creators[3].nameIdentifiers[0]`; '' = whole record. */
  readonly path: string;
  /** What is wrong, one sentence for a steward. */
  readonly message: string;
  /** Why it matters, with the source (schema property or guideline id). */
  readonly why?: string;
  /** What to do. */
  readonly remedy?: string;
  readonly fix?: Fix;
}
