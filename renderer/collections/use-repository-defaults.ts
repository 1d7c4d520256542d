import type { Defaults } from '#shared/contract/define.ts';

import { useQuery } from '../store/use-query.ts';

/** What a repository gives to items that bring nothing, and whose collection gives nothing. */
export function useRepositoryDefaults(repositoryId: string): Defaults {
  const list = useQuery('repositories.list', {}).data?.repositories;
  return list?.find((known) => known.id === repositoryId)?.defaults ?? {};
}
