import { z } from 'zod';

import {
  attributes,
  command,
  count,
  doiText,
  longText,
  nothing,
  pageLimit,
  query,
  shortText,
} from './define.ts';
import { chainFilter, chainRow, chainView, defectCode, lineageRow } from './version-chains.ts';
import {
  changesTicked,
  newVersionAnswers,
  recordChanges,
  repairChoices,
  repairPlan,
  versionDecision,
  versionPolicy,
} from './version-changes.ts';
import { versionPartsContract } from './version-parts.ts';
import { versionPosition } from './version-position.ts';

const oneRecord = z.strictObject({ doi: doiText });

export const versionsContract = {
  ...versionPartsContract,
  'versions.list': query(
    z.strictObject({
      filter: chainFilter,
      sort: z.enum(['defects', 'changed', 'length', 'title']),
      descending: z.boolean(),
      offset: count,
      limit: z.int().min(1).max(pageLimit),
    }),
    z.strictObject({
      rows: z.array(chainRow).max(pageLimit),
      total: count,
      /** True while changed records are still being read. */
      isPending: z.boolean(),
      codes: z.array(z.strictObject({ code: defectCode, count })).max(50),
    }),
  ),
  /** The chain of a record, with layout and defects; null: it has no version relations. */
  'versions.chain': query(oneRecord, z.strictObject({ chain: chainView.nullable() })),
  'versions.position': query(
    oneRecord,
    z.strictObject({
      position: versionPosition.nullable(),
    }),
  ),
  'versions.planRepair': query(
    z.strictObject({ doi: doiText, choices: repairChoices }),
    repairPlan,
  ),
  /** Applies the repair of the chains of these records as one change set. */
  'versions.repair': command(
    z.strictObject({
      dois: z.array(doiText).min(1).max(1000),
      choices: repairChoices,
      reason: shortText.nullable(),
    }),
    z.strictObject({
      changeSetId: shortText.nullable(),
      changedCount: count,
      refused: z
        .array(z.strictObject({ doi: doiText, code: shortText, message: longText }))
        .max(pageLimit),
      leftCount: count,
      wishCount: count,
    }),
  ),
  'versions.policies': query(nothing, z.strictObject({ policies: z.array(versionPolicy).max(50) })),
  'versions.setPolicies': command(
    z.strictObject({
      policies: z.array(versionPolicy).min(1).max(50),
      reason: shortText.nullable(),
    }),
    nothing,
  ),
  /** What the policy of the day proposes for these changes. */
  'versions.propose': query(
    z.strictObject({ changes: changesTicked }),
    z.strictObject({ decision: versionDecision.nullable() }),
  ),
  /** What a new version would write, before anything is written. */
  'versions.planNew': query(
    z.strictObject({ doi: doiText, answers: newVersionAnswers }),
    z.strictObject({
      /** Not null: it cannot be made, and why. */
      refused: longText.nullable(),
      created: attributes,
      old: recordChanges,
      canonical: recordChanges.nullable(),
    }),
  ),
  'versions.create': command(
    z.strictObject({
      doi: doiText,
      answers: newVersionAnswers,
      changes: changesTicked,
      reason: shortText.nullable(),
    }),
    z.strictObject({
      doi: doiText,
      canonical: doiText.nullable(),
      changeSetId: shortText.nullable(),
    }),
  ),
  /** Stores what was decided about a change, with the policy's answer; `update` is written to the record. */
  'versions.decide': command(
    z.strictObject({
      doi: doiText,
      changes: changesTicked,
      chosen: z.enum(['update', 'new-doi', 'nothing']),
      reason: shortText.nullable(),
      /** A minor version under the DOI that is there: its version, and since when it holds. */
      update: z
        .strictObject({ version: z.string().trim().max(191), updated: z.iso.date() })
        .optional(),
    }),
    z.strictObject({
      decision: versionDecision.nullable(),
      /** Null: nothing was written. */
      changeSetId: shortText.nullable(),
    }),
  ),
  /** Notes that a record is out of date, or takes the note back. */
  'versions.markOutdated': command(
    z.strictObject({ doi: doiText, isOutdated: z.boolean(), reason: shortText.nullable() }),
    nothing,
  ),
  'versions.lineage': query(
    z.strictObject({ doi: doiText, direction: z.enum(['upstream', 'downstream']) }),
    z.strictObject({ rows: z.array(lineageRow).max(2000), isCut: z.boolean() }),
  ),
  'versions.export': query(
    z.strictObject({
      doi: doiText,
      format: z.enum([
        'svg',
        'csv',
        'json-ld',
        'upstream-csv',
        'downstream-csv',
        'upstream-json-ld',
        'downstream-json-ld',
        // Everybody whose work was made of this one, a row a person.
        'contacts-csv',
      ]),
    }),
    z.strictObject({ text: z.string(), fileName: shortText }),
  ),
} as const;

export const versionsEvents = { 'versions.changed': z.strictObject({}) } as const;
