import type { Attributes } from '#shared/metadata/attributes.ts';
import type { Json } from '#shared/support/json.ts';
import type { LedgerRecord } from '../records/record.ts';
import type { Refusal } from './judge-edit.ts';

/** What of a record an edit works on. */
export type Subject = Pick<LedgerRecord, 'doi' | 'state' | 'repositoryId' | 'contentHash'> & {
  readonly attributes: Attributes;
  /** The kernel that DataCite holds it in; null: it is not there. */
  readonly schemaVersion: string | null;
};

/** One record's edit: the whole metadata afterwards, or what makes it from the record as it is then. */
export type Edit = {
  readonly doi: string;
  /** The number of its record, where it is known. */
  readonly recordId?: number;
} & (
  | { readonly attributes: Attributes }
  | {
      /** Called inside the transaction, so that nothing can come between; must not write. */
      readonly change: (record: Subject) => EditOutcome;
      /**
       * All attributes that `change` looks at, and may change: it may then be given a record of these alone, without
       * its kernel. Absent: it is given the whole of it.
       */
      readonly touches?: readonly string[];
      /** Whether `change` may change the record of this content hash: what another thread made of it counts only then. */
      readonly isCurrent?: (contentHash: string) => boolean;
      /** What its content hash becomes if it is the first now, where that is known before. */
      readonly hashes?: ContentHashes | null;
      /** Goes back to what the record was before: not held to what DataCite would refuse. */
      readonly isRestoring?: () => boolean;
      /**
       * Called after the record was saved, in the same transaction: what the outbox has to do. `newest`: the sequence
       * of the newest operation of the DOI; 0: there is none.
       */
      readonly queue?: (newest: number) => void;
    }
);

/** Content hashes of a record before an edit and after it. */
export interface ContentHashes {
  readonly before: string;
  readonly after: string;
}

export type EditOutcome = { readonly attributes: Attributes } | { readonly refusal: Refusal };

/** Attributes with some of them set (or, without a value, taken away); the others as they were. */
export function withAttributes(
  attributes: Attributes,
  paths: readonly string[],
  values: Readonly<Record<string, Json>>,
): Attributes {
  const named = new Set(paths);
  const rest = Object.entries(attributes).filter(([path]) => !named.has(path));
  const set = paths.flatMap((path) =>
    Object.hasOwn(values, path) ? [[path, values[path]] as const] : [],
  );
  return Object.fromEntries([...rest, ...set]);
}
