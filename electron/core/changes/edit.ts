import type { Attributes } from '#shared/metadata/attributes.ts';
import type { Json } from '#shared/support/json.ts';
import type { LedgerRecord } from '../records/record.ts';
import type { Refusal } from './judge-edit.ts';

/** One record's edit: the whole metadata afterwards, or what makes it from the record as it is then. */
export type Edit = { readonly doi: string } & (
  | { readonly attributes: Attributes }
  | {
      /** Called inside the transaction, so that nothing can come between; must not write. */
      readonly change: (record: LedgerRecord) => EditOutcome;
      /** Goes back to what the record was before: not held to what DataCite would refuse. */
      readonly isRestoring?: () => boolean;
      /** Called after the record was saved, in the same transaction: what the outbox has to do. */
      readonly queue?: () => void;
    }
);

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
