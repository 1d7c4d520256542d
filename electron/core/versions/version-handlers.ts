import { doiKey, parseDoi } from '#shared/doi/doi.ts';
import { AppError } from '#shared/support/app-error.ts';
import { versionsText } from '#shared/text/versions.en.ts';
import type { Position } from '#shared/versions/position.ts';
import { positionInChain } from '#shared/versions/position.ts';
import { decideVersion } from '#shared/versions/version-policy.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import { getRecord } from '../records/find-records.ts';
import { recordViews } from '../records/record-views.ts';
import type { Handlers } from '../router.ts';
import { listChains } from './chain-list.ts';
import { chainOf, viewChain } from './chain-view.ts';
import { citePartOf, createPart } from './create-part.ts';
import { createVersion, planNewVersion } from './create-version.ts';
import { decideOn } from './decide-version.ts';
import { exportChain } from './export-chain.ts';
import { createElkLayout } from './elk-layout.ts';
import { mostLineageRows, traceLineage } from './lineage.ts';
import { ownRecord } from './own-record.ts';
import { planChainRepair, repairChains } from './repair-chains.ts';
import type { VersionIndex } from './version-index.ts';
import { policyOfToday, readVersionPolicies, saveVersionPolicies } from './version-policies.ts';

export type VersionHandlers = Pick<Handlers, Extract<keyof Handlers, `versions.${string}`>>;

/** Version chains over the contract. Whoever asks is answered from what the ledger holds at this moment. */
export function createVersionHandlers(context: CoreContext, index: VersionIndex): VersionHandlers {
  const { ledger } = context;
  const layOut = createElkLayout(context);
  const changed = <T>(outcome: T): T => {
    index.catchUp();
    context.emit('versions.changed', {});
    return outcome;
  };
  return {
    'versions.list': async (asked) => {
      const { records } = asked.filter;
      if (records !== undefined) await recordViews(ledger).prepare(records, {});
      const isPending = !index.catchUp();
      return { ...listChains(ledger, asked), isPending };
    },
    'versions.chain': async ({ doi }) => {
      index.catchUp();
      const chain = viewChain(ledger, keyOf(doi));
      return { chain: chain === null ? null : await layOut(chain) };
    },
    'versions.position': ({ doi }) => ({ position: positionOf(context, index, doi) }),
    'versions.planRepair': ({ doi, choices }) => {
      index.catchUp();
      return planChainRepair(ledger, keyOf(doi), choices);
    },
    'versions.repair': async (asked) => {
      index.catchUp();
      return changed(await repairChains(context, asked));
    },
    'versions.policies': () => ({
      policies: readVersionPolicies(context).map((policy) => ({
        ...policy,
        rules: [...policy.rules],
      })),
    }),
    'versions.setPolicies': ({ policies, reason }) => {
      saveVersionPolicies(context, policies, reason);
      return changed({});
    },
    'versions.propose': ({ changes }) => {
      const decision = decideVersion(policyOfToday(context), changes);
      return {
        decision: decision === null ? null : { ...decision, reasons: [...decision.reasons] },
      };
    },
    'versions.planNew': (asked) => {
      index.catchUp();
      return planNewVersion(context, asked);
    },
    'versions.create': (asked) => {
      index.catchUp();
      return changed(createVersion(context, asked));
    },
    'versions.citePart': ({ doi, selection }) =>
      citePartOf(context, existing(context, doi), selection),
    'versions.createPart': (asked) =>
      changed(createPart(context, ownRecord(context, asked.doi), asked)),
    'versions.decide': ({ doi, ...what }) => {
      const outcome = decideOn(context, existing(context, doi).doi, what);
      context.emit('history.changed', {});
      return outcome.changeSetId === null ? outcome : changed(outcome);
    },
    'versions.markOutdated': ({ doi, isOutdated, reason }) => {
      markOutdated(context, doi, { isOutdated, reason });
      return changed({});
    },
    'versions.lineage': ({ doi, direction }) => {
      index.catchUp();
      const { rows, isCut } = traceLineage(ledger, keyOf(doi), direction, mostLineageRows);
      return { rows: [...rows], isCut };
    },
    'versions.export': ({ doi, format }) => {
      index.catchUp();
      return exportChain(ledger, keyOf(doi), { format, layOut });
    },
  };
}

/** The comparison form of a DOI in any form that people paste. */
function keyOf(text: string): string {
  const parsed = parseDoi(text);
  return doiKey(parsed.ok ? parsed.value : text);
}

function existing({ ledger }: CoreContext, doi: string) {
  const record = getRecord(ledger, keyOf(doi));
  if (record !== null) return record;
  throw new AppError('NOT_FOUND', { message: versionsText.notInLedger(keyOf(doi)) });
}

/** A note of this ledger's; what readers of the record see are its relations. */
function markOutdated(
  context: CoreContext,
  doi: string,
  { isOutdated, reason }: { readonly isOutdated: boolean; readonly reason: string | null },
): void {
  const { ledger } = context;
  const record = existing(context, doi);
  ledger.transaction(() => {
    const { changes } = isOutdated
      ? ledger.db.run(
          `insert or ignore into version_mark (record_id, person, reason, marked_at) values (?, ?, ?, ?)`,
          record.id,
          context.person(),
          reason,
          context.timestamp(),
        )
      : ledger.db.run('delete from version_mark where record_id = ?', record.id);
    if (changes === 0) return;
    appendEvent(context, {
      kind: isOutdated ? 'version.outdated' : 'version.outdated-withdrawn',
      summary: isOutdated ? versionsText.markedOutdated : versionsText.unmarkedOutdated,
      doi: record.doi,
      reason,
    });
  });
}

/** Where a record stands in its chain; null: it is in none. */
export function positionOf(
  { ledger }: Pick<CoreContext, 'ledger'>,
  index: Pick<VersionIndex, 'catchUp'>,
  doi: string,
): Position | null {
  index.catchUp();
  const judged = chainOf(ledger, keyOf(doi));
  const isChain = judged !== null && judged.chain.links.length > 0;
  return isChain ? positionInChain(judged.chain, keyOf(doi)) : null;
}
