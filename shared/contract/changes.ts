import { z } from 'zod';

import { clusterMethods } from '../changes/cluster-values.ts';
import { recipe, recipeSteps } from '../changes/recipe.ts';
import {
  attributes,
  command,
  count,
  doiText,
  longText,
  nothing,
  pace,
  pageLimit,
  query,
  repositoryId,
  severity,
  shortText,
  timestamp,
} from './define.ts';
import { selection } from './outbox.ts';

/** Which work of the program made a change set. */
export const changeSetKind = z.enum([
  'edit', // by hand, in the form or the grid
  'batch', // a batch operation or a recipe
  'sheet', // a sheet that was brought back
  'fix', // fixes of findings
  'upgrade', // to the current kernel
  'versions', // links of version chains, new versions
  'removal', // tombstones and what goes with them
  'undo', // takes another change set back
]);
export type ChangeSetKind = z.output<typeof changeSetKind>;

/** Why metadata may change although the DOI stays (requirements E17, E18): told by the steward, kept for ever. */
export const changeKind = z.enum(['correction', 'files-added', 'minor-version', 'other']);
export type ChangeKind = z.output<typeof changeKind>;

/** One record that an edit was not applied to, and why. The record stays as it was. */
export const refusedEdit = z.strictObject({ doi: doiText, code: shortText, message: longText });
export type RefusedEdit = z.output<typeof refusedEdit>;

export const changeSetSummary = z.strictObject({
  id: shortText,
  title: shortText,
  kind: changeSetKind,
  changeKind,
  reason: longText.nullable(),
  /** `interrupted`: the program ended in the middle; what was changed is changed, and can be undone. */
  status: z.enum(['applying', 'applied', 'cancelled', 'interrupted']),
  changedCount: count,
  unchangedCount: count,
  refusedCount: count,
  /** The change set that this one takes back. */
  undoOf: shortText.nullable(),
  /** The change set that took this one back and stands. */
  undoneBy: shortText.nullable(),
  createdAt: timestamp,
  finishedAt: timestamp.nullable(),
  /** Operations of its sending; all 0 while it was not sent. */
  sending: z.strictObject({
    total: count,
    doneCount: count,
    waitingCount: count,
    failedCount: count,
  }),
  /** While it runs. */
  progress: z
    .strictObject({
      handledCount: count,
      total: count.nullable(),
      ...pace,
    })
    .nullable(),
});
export type ChangeSetSummary = z.output<typeof changeSetSummary>;

/** One attribute before and after; a side that is absent: the record had no such attribute. */
export const attributeChange = z.strictObject({
  path: shortText,
  before: z.json().optional(),
  after: z.json().optional(),
});
export type AttributeChange = z.output<typeof attributeChange>;

/** Why records are left out of a change, its sending or its undo, with how many. */
export const heldBack = z.strictObject({ code: shortText, message: longText, count });

export const sendPlan = z.strictObject({
  /** Updates that would be queued; each record keeps its state. */
  sendCount: count,
  unchangedCount: count,
  /** Not at DataCite yet: they go with their registration. */
  unregisteredCount: count,
  observeOnlyCount: count,
  leftOut: z.array(heldBack).max(200),
  repositories: z
    .array(z.strictObject({ id: repositoryId, name: shortText, sendCount: count }))
    .max(200),
  /** What a person types to go on, e.g. `214 ETHZ.SED`; null on practice. */
  confirmation: shortText.nullable(),
});
export type SendPlan = z.output<typeof sendPlan>;

export const undoPlan = z.strictObject({
  /** Records whose metadata goes back to what it was. */
  restoreCount: count,
  /** Of those, the ones that were sent: their earlier values are sent again as updates. */
  resendCount: count,
  /** Of those, the ones that only wait to be sent: that is taken back. */
  takenBackCount: count,
  /** Already as they were. */
  unchangedCount: count,
  refused: z.array(heldBack).max(200),
  /** What goes with it, one sentence each: records that the change set made. */
  goes: z.array(longText).max(20),
  /** What an undo cannot take back, one sentence each; empty: nothing stays behind. */
  stays: z.array(longText).max(20),
  confirmation: shortText.nullable(),
});
export type UndoPlan = z.output<typeof undoPlan>;

export const findingBalance = z.strictObject({
  ...{ code: shortText, severity, fixed: count, caused: count },
});

/** What operations would do, before anything is done; while it runs, what is known so far. */
export const changePreview = z.strictObject({
  id: shortText,
  status: z.enum(['running', 'done', 'cancelled', 'failed']),
  failure: longText.nullable(),
  total: count,
  handledCount: count,
  /** Held, it is still `running`. */
  ...pace,
  changedCount: count,
  unchangedCount: count,
  refusedCount: count,
  refused: z.array(heldBack).max(200),
  /** Findings that would be gone, and that would come, by code and severity: first errors that come, then the gravest. */
  findings: z.array(findingBalance).max(200),
  /** Changed records that DataCite holds: they would have to be sent. */
  atDataciteCount: count,
});
export type ChangePreview = z.output<typeof changePreview>;

/** A look for spellings of one thing: how far it is, and what it found. */
const clusterRun = z.strictObject({
  id: shortText,
  status: z.enum(['running', 'done', 'cancelled', 'failed']),
  failure: longText.nullable(),
  /** Records are read first, then their values compared: `total` and all rates are those of the phase. */
  phase: z.enum(['reading', 'comparing']),
  total: count,
  handledCount: count,
  /** Held, it is still `running`. */
  ...pace,
  valueCount: count,
  clusterCount: count,
  /** True when there were too many values to compare them all. */
  isPartial: z.boolean(),
});
export type ClusterRun = z.output<typeof clusterRun>;

const savedRecipe = z.strictObject({
  id: z.int(),
  name: shortText,
  steps: recipeSteps,
  updatedAt: timestamp,
});
export type SavedRecipe = z.output<typeof savedRecipe>;

const pageOf = { offset: count, limit: z.int().min(1).max(pageLimit) };
const ofSet = z.strictObject({ id: shortText });
export const changeOutcome = z.strictObject({
  /** Null: nothing changed, so there is no change set. */
  id: shortText.nullable(),
  changedCount: count,
  unchangedCount: count,
  refusedCount: count,
  /** The first of them; `changes.refused` has all. */
  refused: z.array(refusedEdit).max(pageLimit),
});
export type ChangeOutcome = z.output<typeof changeOutcome>;

export const changesContract = {
  /** Begins a preview and returns; nothing is changed. The last five are kept. */
  'changes.preview': query(
    z.strictObject({ selection, steps: recipeSteps }),
    z.strictObject({ id: shortText }),
  ),
  'changes.previewState': query(z.strictObject({ id: shortText }), changePreview),
  'changes.previewRecords': query(
    z.strictObject({ id: shortText, which: z.enum(['changed', 'refused']), ...pageOf }),
    z.strictObject({
      total: count,
      records: z
        .array(
          z.strictObject({
            doi: doiText,
            title: longText.nullable(),
            changes: z.array(attributeChange).max(200),
            refusal: z.strictObject({ code: shortText, message: longText }).nullable(),
          }),
        )
        .max(pageLimit),
    }),
  ),
  'changes.previewPause': query(ofSet, nothing),
  'changes.previewResume': query(ofSet, nothing),
  'changes.previewCancel': query(z.strictObject({ id: shortText }), nothing),
  /** Applies operations to the selected records, as they are when their turn comes; runs on in the background. */
  'changes.apply': command(
    z.strictObject({
      selection,
      /** The preview that was looked at: only records that it would change or refuse, and that are still selected. */
      previewId: shortText.optional(),
      steps: recipeSteps,
      title: shortText,
      kind: changeSetKind.exclude(['undo']),
      changeKind,
      reason: longText.nullable(),
    }),
    z.strictObject({ id: shortText }),
  ),
  /** What a background change set ended with; waits for its end. */
  'changes.outcome': query(z.strictObject({ id: shortText }), changeOutcome),
  /** Begins to look for values of a property that may be spellings of one thing, and returns. The last five are kept. */
  'changes.cluster': query(
    z.strictObject({ selection, path: shortText, method: z.enum(clusterMethods) }),
    ofSet,
  ),
  'changes.clusterState': query(ofSet, clusterRun),
  /** What a look that is done has found; those that concern most records first. */
  'changes.clusters': query(
    ofSet.extend(pageOf),
    z.strictObject({
      total: count,
      clusters: z
        .array(
          z.strictObject({
            suggestion: longText,
            values: z.array(z.strictObject({ value: longText, count })).max(200),
            /** Spellings beyond these, the rarest. */
            leftOutCount: count,
          }),
        )
        .max(pageLimit),
    }),
  ),
  'changes.clusterPause': query(ofSet, nothing),
  'changes.clusterResume': query(ofSet, nothing),
  'changes.clusterCancel': query(ofSet, nothing),
  /** `unreadable`: names of recipes that are damaged, or of a newer version of the program. */
  'changes.recipes': query(
    nothing,
    z.strictObject({
      recipes: z.array(savedRecipe).max(1000),
      unreadable: z.array(shortText).max(1000),
    }),
  ),
  /** Saves under a name; one of the same name is replaced. */
  'changes.saveRecipe': command(
    z.strictObject({ name: z.string().trim().min(1).max(200), steps: recipeSteps }),
    savedRecipe,
  ),
  'changes.removeRecipe': command(z.strictObject({ id: z.int() }), nothing),
  /** Reads an exported recipe; what is wrong with it is said in words. */
  'changes.readRecipe': query(z.strictObject({ json: z.string().max(2_000_000) }), recipe),
  /** Edits by hand, one change set. All whole: what is not in `attributes` is taken away. */
  'changes.edit': command(
    z.strictObject({
      title: shortText,
      kind: changeSetKind.exclude(['undo']),
      changeKind,
      reason: longText.nullable(),
      edits: z
        .array(
          z.strictObject({
            doi: doiText,
            attributes,
            /** The metadata that the edit was made on. Given, only what differs from it is changed, and what
             * somebody else changed meanwhile is refused; absent, the record becomes `attributes`. */
            base: attributes.optional(),
          }),
        )
        .min(1)
        .max(1000),
    }),
    changeOutcome,
  ),
  'changes.list': query(
    z.strictObject(pageOf),
    z.strictObject({ changeSets: z.array(changeSetSummary).max(pageLimit), total: count }),
  ),
  'changes.get': query(ofSet, changeSetSummary),
  'changes.records': query(
    ofSet.extend(pageOf),
    z.strictObject({
      total: count,
      records: z
        .array(
          z.strictObject({
            doi: doiText,
            title: longText.nullable(),
            changes: z.array(attributeChange).max(200),
          }),
        )
        .max(pageLimit),
    }),
  ),
  'changes.refused': query(
    ofSet.extend(pageOf),
    z.strictObject({ refused: z.array(refusedEdit).max(pageLimit), total: count }),
  ),
  'changes.sendPlan': query(ofSet, sendPlan),
  /** Queues what the plan would send. */
  'changes.send': command(
    ofSet.extend({ confirmation: shortText.nullable() }),
    z.strictObject({ queuedCount: count }),
  ),
  'changes.undoPlan': query(ofSet, undoPlan),
  /** Takes a change set back; of one that is itself an undo, this is the redo. Runs on in the background. */
  'changes.undo': command(
    ofSet.extend({ reason: longText.nullable(), confirmation: shortText.nullable() }),
    z.strictObject({ id: shortText }),
  ),
  'changes.pause': command(ofSet, nothing),
  'changes.resume': command(ofSet, nothing),
  /** Ends it at a whole record; what was changed before stays changed and can be undone. */
  'changes.cancel': command(ofSet, nothing),
} as const;
