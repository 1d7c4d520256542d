import { z } from 'zod';

import { changeKind } from './changes.ts';
import {
  attributes,
  command,
  doiText,
  finding,
  longText,
  nothing,
  query,
  recordState,
  repositoryId,
  shortText,
  syncState,
  targetState,
  timestamp,
} from './define.ts';

/** Names an edit: the DOI of its record, or an id of its own while the record is still to be made. */
const editKey = z.string().min(6).max(2048);
const ofEdit = z.strictObject({ key: editKey });
/** The edit as a window saw it last; another one that was kept meanwhile is told. */
const seen = ofEdit.extend({ revision: z.int().min(0) });

export const editDetail = z.strictObject({
  key: editKey,
  /** Null: the record is new and its DOI is drawn when it is saved, unless one is typed. */
  doi: doiText.nullable(),
  isNew: z.boolean(),
  repositoryId,
  repositoryName: shortText,
  collectionName: shortText.nullable(),
  state: recordState,
  sync: syncState,
  /** The metadata that the edit was begun on; empty for a new record. */
  base: attributes,
  attributes,
  /** 0: nothing was typed yet. */
  revision: z.int().min(0),
  savedAt: timestamp.nullable(),
  findings: z.array(finding).max(1000),
  /** Properties that changed in the record since the edit was begun; `isMine`: in the edit too. */
  behind: z.array(z.strictObject({ property: shortText, isMine: z.boolean() })).max(200),
  /** Why this record cannot be changed here; null: it can. */
  refusal: longText.nullable(),
});
export type EditDetail = z.output<typeof editDetail>;

const kept = z.strictObject({
  revision: z.int().min(1),
  savedAt: timestamp,
  findings: z.array(finding).max(1000),
});

/** Edits of single records by hand: kept as they are typed, saved as a change set of one. */
export const editsContract = {
  'edits.get': query(ofEdit, editDetail),
  'edits.list': query(
    nothing,
    z.strictObject({
      edits: z
        .array(
          z.strictObject({
            key: editKey,
            doi: doiText.nullable(),
            title: longText.nullable(),
            repositoryId,
            savedAt: timestamp,
          }),
        )
        .max(200),
    }),
  ),
  /** A record from scratch, with the defaults of repository and collection. */
  'edits.begin': command(
    z.strictObject({ repositoryId, collectionId: z.int().nullable() }),
    ofEdit,
  ),
  /** Keeps what was typed. `CONFLICT` when another window has kept something since `revision`. */
  'edits.keep': command(seen.extend({ attributes, doi: z.string().max(2048).nullable() }), kept),
  'edits.discard': command(ofEdit, nothing),
  /** Brings in what changed in the record meanwhile; of what both changed, `theirs` are taken, the rest stay. */
  'edits.catchUp': command(
    seen.extend({ theirs: z.array(shortText).max(200) }),
    z.strictObject({ revision: z.int().min(1) }),
  ),
  /** Makes the edit the record. `FORBIDDEN` with the reason when DataCite would refuse what it has now. */
  'edits.save': command(
    seen.extend({ changeKind, reason: longText.nullable() }),
    z.strictObject({ doi: doiText, changeSetId: shortText.nullable() }),
  ),
  /** The exact request for the record with this edit in it. */
  'edits.payload': query(
    ofEdit.extend({ state: targetState }),
    z.strictObject({
      method: z.enum(['POST', 'PUT']),
      path: shortText,
      json: z.string(),
      xml: z.string(),
    }),
  ),
  'edits.citation': query(
    ofEdit,
    z.strictObject({ text: z.string().max(100_000), bibtex: z.string().max(200_000) }),
  ),
} as const;
