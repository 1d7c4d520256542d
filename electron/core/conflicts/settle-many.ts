import { setImmediate as nextTurn } from 'node:timers/promises';

import type { ConflictScope } from '#shared/contract/conflicts.ts';
import type { Output, ParsedInput } from '#shared/contract/contract.ts';
import { AppError } from '#shared/support/app-error.ts';
import { canonicalJson } from '#shared/support/json.ts';
import type { SettlingForecast, SettlingRules } from '#shared/sync/foresee-settling.ts';
import { foreseeSettling, isTouched } from '#shared/sync/foresee-settling.ts';
import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openRecords } from './list-conflicts.ts';
import { settleConflicts } from './settle-conflicts.ts';

/** Records settled in one transaction. */
const recordsPerTurn = 500;

/** What the rules would do now. */
export function foresee(
  ledger: Ledger,
  scope: ConflictScope,
  rules: SettlingRules,
): SettlingForecast {
  return foreseeSettling(
    openRecords(ledger, scope).map(({ paths }) => paths),
    rules,
  );
}

/**
 * Settles by rules what is in conflict now. Each record is settled with its history and with what was held
 * back, or not at all; a crash leaves the rest in conflict, for the same rules again. Throws `CONFLICT` when
 * the rules would not do any more what the person saw.
 */
export async function settleMany(
  context: CoreContext,
  { scope, rules, expected, reason }: ParsedInput<'conflicts.settleMany'>,
): Promise<Output<'conflicts.settleMany'>> {
  const { ledger } = context;
  const found = openRecords(ledger, scope);
  const forecast = foreseeSettling(
    found.map(({ paths }) => paths),
    rules,
  );
  if (canonicalJson({ ...forecast }) !== canonicalJson(expected)) {
    throw new AppError('CONFLICT', {
      message: 'Other conflicts are open now than when this was counted. Nothing was settled.',
      nextStep: 'Look at the new counts, then settle again.',
    });
  }
  const touched = found.filter(({ paths }) => isTouched(paths, rules));
  const counts = { settledCount: 0, openCount: 0 };
  for (let from = 0; from < touched.length; from += recordsPerTurn) {
    ledger.transaction(() => {
      for (const { doi, paths } of touched.slice(from, from + recordsPerTurn)) {
        const isSettled = settleConflicts(context, doi, {
          // A value that came into conflict since it was counted is nobody's decision yet.
          choices: paths.flatMap((path) => {
            const take = rules.choices.find((choice) => choice.path === path)?.take;
            const side = take ?? rules.otherwise;
            return side === null ? [] : [{ path, take: side }];
          }),
          otherwise: null,
          reason,
        });
        if (isSettled === true) counts.settledCount += 1;
        if (isSettled === false) counts.openCount += 1;
      }
    });
    context.ports.crashPoint('conflicts.settle-many.after-commit');
    await nextTurn();
  }
  return counts;
}
