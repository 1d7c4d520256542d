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

/** Names of colours that a person may give an account, to tell several apart; the screens own their values. */
export const accountColours = [
  'blue',
  'teal',
  'green',
  'olive',
  'orange',
  'pink',
  'violet',
  'grey',
] as const;
const colour = z.enum(accountColours);
const access = z.enum(['write', 'observe']);
const credentialKind = z.enum(['password', 'api-key']);

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
  colour: colour.nullable(),
  /** `observe`: read as the public reads, without a password; never written to. */
  access,
  credential: credentialKind,
  /** The member that the account belongs to, as the service tells it; null = not asked yet. */
  member: z
    .strictObject({
      id: shortText,
      name: shortText.nullable(),
      consortium: shortText.nullable(),
    })
    .nullable(),
  /** False: production is shut; nothing is sent before a person opens it for this session. */
  isWritingOpen: z.boolean(),
  /** Why nothing is sent for it at present. */
  heldReason: longText.nullable(),
  /** Since when it is no longer worked with; its records stay here, read-only. */
  removedAt: timestamp.nullable(),
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
      /** `password` unless told. */
      credential: credentialKind.optional(),
      /** `write` unless told; an account to observe takes no password. */
      access: access.optional(),
    }),
    repositoryDetail,
  ),
  'repositories.rename': command(
    z.strictObject({ id: repositoryId, name: shortText, colour: colour.nullable() }),
    repositoryDetail,
  ),
  /** Another password or API key; what was held back for want of a right one may go. */
  'repositories.setCredential': command(
    z.strictObject({
      id: repositoryId,
      /** Crosses once, inwards. */
      secret: z.string().min(1).max(500),
      credential: credentialKind,
    }),
    repositoryDetail,
  ),
  'repositories.forgetCredential': command(z.strictObject({ id: repositoryId }), repositoryDetail),
  /** Its records stay, read-only; refused while something of it waits to be sent. */
  'repositories.remove': command(
    z.strictObject({ id: repositoryId, confirm: shortText }),
    z.strictObject({ recordCount: count }),
  ),
  /** Opens a production account until the program ends or is locked. `confirm` is its client id. */
  'repositories.openWriting': command(
    z.strictObject({ id: repositoryId, confirm: shortText }),
    repositoryDetail,
  ),
  'repositories.shutWriting': command(z.strictObject({ id: repositoryId }), repositoryDetail),
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
