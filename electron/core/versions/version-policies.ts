import { AppError } from '#shared/support/app-error.ts';
import { equalJson } from '#shared/support/json.ts';
import { policiesText } from '#shared/text/version-policies.en.ts';
import type { VersionPolicy } from '#shared/versions/version-policy.ts';
import { policyOn, standardPolicy } from '#shared/versions/version-policy.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';

const settingKey = 'versions.policies';

/** The institution's policies; the standard one where nobody wrote any. */
export function readVersionPolicies({ ledger }: Pick<CoreContext, 'ledger'>): VersionPolicy[] {
  const row = ledger.db.get<{ value: string | null }>(
    'select value from setting where key = ?',
    settingKey,
  );
  return row?.value == null ? [standardPolicy] : (JSON.parse(row.value) as VersionPolicy[]);
}

/** The policy that holds today. */
export function policyOfToday(context: CoreContext): VersionPolicy {
  return policyOn(readVersionPolicies(context), context.timestamp().slice(0, 10));
}

/**
 * Decisions that were made keep the name and day of their policy: history is never rewritten, so one that has begun
 * stays as it is. The standard one may go as long as nobody wrote a policy of the house.
 */
export function saveVersionPolicies(
  context: CoreContext,
  policies: readonly VersionPolicy[],
  reason: string | null,
): void {
  context.ledger.transaction(() => {
    const before = readVersionPolicies(context);
    assertKept(context, before, policies);
    context.ledger.db.run(
      'insert into setting (key, value) values (?, ?) on conflict do update set value = excluded.value',
      settingKey,
      JSON.stringify(policies),
    );
    appendEvent(context, {
      kind: 'versions.policy-set',
      summary: `The policy for new versions changed: ${policies.map(({ name }) => name).join(', ')}.`,
      reason,
      changes: [
        { path: 'policies', before: JSON.stringify(before), after: JSON.stringify(policies) },
      ],
    });
  });
}

function assertKept(
  context: CoreContext,
  before: readonly VersionPolicy[],
  after: readonly VersionPolicy[],
): void {
  const days = after.map(({ validFrom }) => validFrom);
  const twice = days.find((day, at) => days.indexOf(day) !== at);
  if (twice !== undefined) {
    throw new AppError('VALIDATION', { message: policiesText.twice(twice), path: 'policies' });
  }
  const today = context.timestamp().slice(0, 10);
  const lost = before.find(
    (policy) =>
      policy !== standardPolicy &&
      policy.validFrom < today &&
      !after.some((one) => equalJson(one, policy)),
  );
  if (lost === undefined) return;
  const message = policiesText.rewritten(lost.name, lost.validFrom);
  throw new AppError('VALIDATION', { message, path: 'policies' });
}
