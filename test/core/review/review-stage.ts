import type { Output } from '#shared/contract/contract.ts';
import { createStewards } from '#core/review/stewards.ts';
import type { Stewards } from '#core/review/stewards.ts';
import { createReviewHandlers } from '#core/review/review-handlers.ts';
import { createRuleHandlers } from '#core/review/rule-handlers.ts';
import { createTwinHandlers } from '#core/review/twin-handlers.ts';
import { createTalkHandlers } from '#core/review/talk-handlers.ts';
import { createBundleHandlers } from '#core/review/bundles.ts';
import { standardPolicy } from '#shared/review/review-policy.ts';
import type { ReviewPolicy } from '#shared/review/review-policy.ts';
import type { Stage } from '../outbox/harness.ts';

export const passphrase = 'correct horse battery';
/** The least cost that a sealed key may have. */
const cheapN = 2 ** 15;

type ReviewHandlers = ReturnType<typeof createReviewHandlers> &
  ReturnType<typeof createTalkHandlers> &
  ReturnType<typeof createRuleHandlers> &
  ReturnType<typeof createTwinHandlers> &
  ReturnType<typeof createBundleHandlers> &
  Stewards['handlers'];

export interface Desk {
  readonly stewards: Stewards;
  readonly call: ReviewHandlers;
  /** A new person with an open key, at work from now on. */
  sit(name: string): Promise<string>;
  detail(doi: string): Promise<Output<'review.get'>>;
  approve(doi: string): Promise<void>;
}

/** The review of a stage's ledger, as the contract offers it. */
export function openDesk({ context }: Pick<Stage, 'context'>): Desk {
  const stewards = createStewards(context, cheapN);
  const call = {
    ...stewards.handlers,
    ...createReviewHandlers(context, stewards),
    ...createTalkHandlers(context, stewards),
    ...createRuleHandlers(context),
    ...createTwinHandlers(context, stewards),
    ...createBundleHandlers(context, stewards),
  };
  const detail = async (doi: string) => call['review.get']({ doi });
  return {
    stewards,
    call,
    async sit(name) {
      const { id } = await call['stewards.create']({ name, passphrase });
      return id;
    },
    detail,
    async approve(doi) {
      const { contentHash } = await detail(doi);
      await call['review.approve']({ doi, contentHash, note: null });
    },
  };
}

export function namePerson({ ledger }: Pick<Stage, 'ledger'>, name: string): void {
  ledger.db.run(
    `insert into setting (key, value) values ('person.name', ?) on conflict do update set value = excluded.value`,
    name,
  );
}

export function setPolicy({ ledger }: Pick<Stage, 'ledger'>, policy: Partial<ReviewPolicy>): void {
  ledger.db.run(
    'insert into review_policy (collection_id, policy) values (1, ?) on conflict do update set policy = excluded.policy',
    JSON.stringify({ ...standardPolicy('practice'), ...policy }),
  );
}
