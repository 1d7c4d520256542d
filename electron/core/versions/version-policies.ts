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

/** Decisions that were made keep the name and day of their policy: history is never rewritten. */
export function saveVersionPolicies(
  context: CoreContext,
  policies: readonly VersionPolicy[],
  reason: string | null,
): void {
  context.ledger.transaction(() => {
    const before = readVersionPolicies(context);
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
