import type { Defaults } from '#shared/contract/define.ts';
import { mergeDefaults } from '#shared/collections/defaults.ts';
import type { RemoteState } from '#shared/metadata/attributes.ts';
import type { CoreContext } from '../context.ts';
import { getRepository } from '../repositories/repository-table.ts';
import { findCollection } from './collection-table.ts';
import type { ImportTarget } from './plan-items.ts';
import { nothingSeen } from './locate-items.ts';

/** What a person, a script or the wizard chose for an import. */
export interface ImportChoice {
  readonly repositoryId: string;
  readonly collectionName: string;
  /** On top of what repository and collection give. */
  readonly defaults: Defaults;
  readonly targetState: RemoteState;
}

/** Everything that the items of one run are held against, read once. */
export function importTarget(context: CoreContext, choice: ImportChoice): ImportTarget {
  const repository = getRepository(context.ledger, choice.repositoryId);
  const collection = findCollection(context.ledger, repository.id, choice.collectionName);
  const collectionDefaults = collection?.defaults ?? {};
  return {
    repositoryId: repository.id,
    prefixes: repository.prefixes,
    domains: repository.domains,
    collectionId: collection?.id ?? null,
    defaults: mergeDefaults(repository.defaults, collectionDefaults, choice.defaults),
    state: choice.targetState,
    guidelines: { prefixes: repository.prefixes, today: context.timestamp().slice(0, 10) },
    seen: nothingSeen(),
  };
}
