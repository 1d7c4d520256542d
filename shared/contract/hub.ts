import { z } from 'zod';

import {
  command,
  count,
  doiText,
  longText,
  nothing,
  pageLimit,
  query,
  repositoryId,
  shortText,
} from './define.ts';
import {
  profileId,
  itemId,
  itemKind,
  hubProfile,
  profileInput,
  hubItemRow,
  hubFilter,
  valueOrigin,
  hubItemDetail,
  hubRun,
  hubRunLine,
} from './hub-shapes.ts';
import { hubDoiContract } from './hub-dois.ts';
import { hubWatchContract } from './hub-watch.ts';

const page = { offset: count, limit: z.int().min(1).max(pageLimit) };
export const hubContract = {
  'hub.profiles': query(nothing, z.strictObject({ profiles: z.array(hubProfile).max(100) })),
  'hub.addProfile': command(profileInput, z.strictObject({ id: profileId })),
  'hub.setProfile': command(profileInput.extend({ id: profileId }), nothing),
  'hub.removeProfile': command(z.strictObject({ id: profileId }), nothing),
  /** Puts a token into the vault, or takes it out; then asks the hub whose it is. */
  'hub.setToken': command(
    z.strictObject({ id: profileId, token: z.string().trim().min(1).max(500).nullable() }),
    z.strictObject({
      outcome: z.enum(['works', 'refused', 'offline', 'removed']),
      message: longText,
    }),
  ),
  /** Owners of the items of a hub, with the ROR id that was picked for each. */
  'hub.organisations': query(
    z.strictObject({ profileId }),
    z.strictObject({
      organisations: z
        .array(
          z.strictObject({
            name: shortText,
            itemCount: count,
            ror: shortText.nullable(),
            label: shortText.nullable(),
          }),
        )
        .max(200),
    }),
  ),
  'hub.setOrganisation': command(
    z.strictObject({
      profileId,
      name: shortText,
      /** Null: it is taken out. */
      ror: shortText.nullable(),
      label: z.string().trim().min(1).max(300),
    }),
    nothing,
  ),
  'hub.items': query(
    z.strictObject({
      filter: hubFilter,
      sort: z.enum(['name', 'events', 'checked', 'standing']),
      descending: z.boolean(),
      ...page,
    }),
    z.strictObject({ rows: z.array(hubItemRow).max(pageLimit), total: count }),
  ),
  'hub.item': query(z.strictObject({ id: itemId }), hubItemDetail),
  /** The item that a record was made of, with the origin of each of its values; null: it came from elsewhere. */
  'hub.origin': query(
    z.strictObject({ doi: doiText }),
    z.strictObject({
      origin: z
        .strictObject({
          itemId,
          name: shortText,
          profileName: shortText,
          revision: shortText.nullable(),
          values: z.array(valueOrigin).max(5000),
        })
        .nullable(),
    }),
  ),
  'hub.bringIn': command(
    z.strictObject({
      profileId,
      source: z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('list'),
          /** Ids, addresses, names of users and organisations, collections; one a line. */
          text: z.string().min(1).max(2_000_000),
          itemKind: itemKind.nullable().optional(),
        }),
        z.strictObject({ kind: z.literal('own') }),
        z.strictObject({
          kind: z.literal('folder'),
          sourceId: shortText,
          itemKind: itemKind.nullable().optional(),
        }),
      ]),
      repositoryId,
      collectionName: z.string().trim().min(1).max(200),
    }),
    /** Continued: the same was asked for before and broken off; what is here already is not fetched again. */
    z.strictObject({ runId: z.int(), isContinued: z.boolean() }),
  ),
  'hub.runs': query(nothing, z.strictObject({ runs: z.array(hubRun).max(100) })),
  'hub.run': query(
    z.strictObject({ id: z.int(), ...page }),
    z.strictObject({ run: hubRun, lines: z.array(hubRunLine).max(pageLimit) }),
  ),
  'hub.controlRun': command(
    z.strictObject({ id: z.int(), action: z.enum(['pause', 'resume', 'cancel', 'retry']) }),
    nothing,
  ),
  'hub.setAuthors': command(
    z.strictObject({
      itemId,
      authors: z
        .array(
          z.strictObject({
            name: z.string().trim().min(1).max(300),
            orcid: z.string().max(100).nullable(),
          }),
        )
        .max(500),
    }),
    nothing,
  ),
  /** Reads one item anew and merges what changed into its record. */
  'hub.refresh': command(
    z.strictObject({
      itemId,
      /** A tag or commit; null: the head. */
      revision: z
        .string()
        .regex(/^[\w./-]{1,200}$/)
        .nullable(),
    }),
    z.strictObject({ outcome: shortText, doi: doiText.nullable(), message: longText.nullable() }),
  ),
  'hub.remove': command(z.strictObject({ itemId }), nothing),

  ...hubWatchContract,
  ...hubDoiContract,

  /** Places in this ledger that hold the old name of an item (D18). */
  'hub.renamePlan': query(
    z.strictObject({ itemId, oldName: shortText.nullable() }),
    z.strictObject({
      oldName: shortText,
      newName: shortText,
      places: z
        .array(
          z.strictObject({
            where: z.enum(['record', 'collection', 'card', 'request']),
            /** The record it stands in or belongs to; null: it is of no record. */
            doi: doiText.nullable(),
            /** In metadata: the property. Of a card: the item. Of a request: its number. */
            path: shortText,
            value: longText,
            isOurs: z.boolean(),
          }),
        )
        .max(2000),
    }),
  ),
  /** A letter to who runs the hub; sent by nobody but the person (B15, D21). */
  'hub.letter': query(
    z.strictObject({
      itemId,
      about: z.enum(['delete', 'rename', 'visibility', 'feedback']),
    }),
    z.strictObject({
      to: shortText,
      subject: shortText,
      body: longText,
      /** Set where the card itself names another address than the profile. */
      warning: longText.nullable(),
    }),
  ),

  'hub.rules': query(
    nothing,
    z.strictObject({
      rules: z
        .array(
          z.strictObject({
            id: shortText,
            property: shortText,
            source: shortText,
            isOn: z.boolean(),
            isUsual: z.boolean(),
            choices: z.array(shortText).max(20),
            choice: shortText.nullable(),
          }),
        )
        .max(100),
    }),
  ),
  'hub.setRules': command(
    z.strictObject({
      rules: z.record(
        z.string().max(60),
        z.strictObject({ isOn: z.boolean(), choice: z.string().max(60).optional() }),
      ),
    }),
    nothing,
  ),
  /** Something happens to an item of the practice hub, as its owner or the hub might do it. */
  'hub.practise': command(
    z.strictObject({
      itemId,
      change: z.enum([
        'move-head',
        'change-licence',
        'change-authors',
        'rename',
        'make-private',
        'make-public',
        'gate',
        'disable',
        'squash',
        'recreate',
        'delete',
        'drop-doi-tag',
        'block',
        'change-record',
        'limit-rate',
        'lift-limit',
      ]),
    }),
    nothing,
  ),
} as const;

export const hubEvents = {
  'hub.changed': z.strictObject({ runId: z.int().nullable() }),
} as const;
