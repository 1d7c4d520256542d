import { z } from 'zod';

import {
  command,
  count,
  defaults,
  doiText,
  environment,
  longText,
  nothing,
  pageLimit,
  query,
  recordState,
  repositoryId,
  shortText,
  timestamp,
} from './define.ts';

export const repositoryDetail = z.strictObject({
  id: repositoryId,
  name: shortText,
  environment,
  endpoint: shortText,
  /** The DataCite client id; also the user name. Empty for an observe-only account. */
  clientId: shortText,
  prefixes: z.array(shortText).max(100),
  /** Allowed landing page hosts as the service keeps them; null = not known yet. */
  domains: z.array(shortText).max(500).nullable(),
  defaults,
  hasCredential: z.boolean(),
  vaultStrength: z.enum(['os-keychain', 'passphrase', 'session', 'practice']),
  checkedAt: timestamp.nullable(),
  recordCount: count,
  createdAt: timestamp,
});
export type RepositoryDetail = z.output<typeof repositoryDetail>;

/** One DOI as DataCite would hold it now, whatever the ledger thinks of it. */
export const practiceHolding = z.strictObject({
  doi: doiText,
  state: recordState.exclude(['reserved']),
  url: longText.nullable(),
  /** The main title; null where there is none. */
  title: longText.nullable(),
  updated: timestamp,
});
export type PracticeHolding = z.output<typeof practiceHolding>;

export const repositoriesContract = {
  'repositories.list': query(
    nothing,
    z.strictObject({ repositories: z.array(repositoryDetail).max(200) }),
  ),
  'repositories.setDefaults': command(
    z.strictObject({ id: repositoryId, defaults }),
    repositoryDetail,
  ),
  /** Asks the service who we are, without side effects (POST /token, GET /repositories, GET /prefixes). */
  'repositories.check': command(
    z.strictObject({ id: repositoryId }),
    z.strictObject({
      outcome: z.enum(['works', 'bad-credentials', 'unreachable', 'inactive']),
      message: z.string().max(2000),
      prefixes: z.array(shortText).max(100),
      domains: z.array(shortText).max(500).nullable(),
    }),
  ),
  'repositories.add': command(
    z.strictObject({
      name: shortText,
      environment: z.enum(['test', 'production', 'custom']),
      endpoint: z.url().max(500).optional(),
      clientId: z.string().min(3).max(100),
      /** Crosses once, inwards, and is put into the vault; no output carries it. */
      password: z.string().max(500).optional(),
    }),
    repositoryDetail,
  ),
  'practice.status': query(
    nothing,
    z.strictObject({
      running: z.boolean(),
      url: shortText.nullable(),
      prefix: shortText,
      draftCount: count,
      registeredCount: count,
      findableCount: count,
      sampleCollectionId: z.int().nullable(),
    }),
  ),
  /** What DataCite would hold now, in order of the DOIs. Nothing while practice does not run. */
  'practice.holdings': query(
    z.strictObject({ offset: count, limit: z.int().min(1).max(pageLimit) }),
    z.strictObject({ holdings: z.array(practiceHolding).max(pageLimit), total: count }),
  ),
  /** Empties the practice repository and takes its records out of the ledger. */
  'practice.reset': command(z.strictObject({ confirm: z.literal('RESET') }), nothing),
  /** Imports the bundled sample collection; a second call finds it unchanged. */
  'practice.addSample': command(
    nothing,
    z.strictObject({ collectionId: z.int(), importId: z.int() }),
  ),
} as const;
