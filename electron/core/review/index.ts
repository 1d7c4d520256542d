import type { CoreContext } from '../context.ts';
import { twinReading } from '../duplicates/twin-index.ts';
import type { Clients } from '../outbox/clients.ts';
import type { Handlers } from '../router.ts';
import { createBundleHandlers } from './bundles.ts';
import { createForeignHandlers } from './foreign-record.ts';
import { createProofs } from './proofs.ts';
import { createRehearsals } from './rehearsals.ts';
import { createReviewHandlers } from './review-handlers.ts';
import { createRuleHandlers } from './rule-handlers.ts';
import { createStewards } from './stewards.ts';
import { createTalkHandlers } from './talk-handlers.ts';
import { createTwinHandlers } from './twin-handlers.ts';
import type { Stewards } from './stewards.ts';

type Names = Extract<
  keyof Handlers,
  `review.${string}` | `stewards.${string}` | `rehearsals.${string}`
>;

/** Review and publishing. */
export interface Review {
  readonly handlers: Pick<Handlers, Names>;
  /** Who works now and can sign, for decisions of other workflows. */
  readonly stewards: Pick<Stewards, 'current' | 'sign'>;
  start(): void;
  /** Something was sent or settled: what was published is to be proved. */
  kick(): void;
  stop(): Promise<void>;
}

/** `auditPage` has a landing page looked at soon; what was seen is read from the audit's table. */
export function createReview(
  context: CoreContext,
  clients: Clients,
  auditPage: ((doi: string) => void) | null,
): Review {
  const stewards = createStewards(context);
  const rehearsals = createRehearsals(context, clients);
  const proofs = createProofs(context, clients, auditPage);
  return {
    stewards,
    handlers: {
      ...stewards.handlers,
      ...createReviewHandlers(context, stewards),
      ...createTalkHandlers(context, stewards),
      ...createRuleHandlers(context),
      ...createTwinHandlers(context, stewards),
      ...createBundleHandlers(context, stewards),
      ...createForeignHandlers(context),
      ...rehearsals.handlers,
      'review.verifyAgain': ({ doi }) => {
        context.ledger.db.run(
          `update publish_proof set verdict = 'pending', try_count = 0
           where record_id = (select id from record where doi = ?)`,
          doi.toLowerCase(),
        );
        proofs.kick();
        return {};
      },
    },
    start() {
      rehearsals.start();
      proofs.start();
    },
    kick: () => proofs.kick(),
    async stop() {
      const twins = twinReading(context.ledger);
      await Promise.all([rehearsals.stop(), proofs.stop(), twins.stop()]);
    },
  };
}
