import { join } from 'node:path';

import { readFront } from '../cards/read-front.ts';
import type { Sources } from '../collections/sources.ts';
import { splitCard } from '#shared/cards/split-card.ts';
import type { CoreContext } from '../context.ts';
import type { Clients } from '../outbox/clients.ts';
import type { PracticeHub } from '../practice-hub/practice-hub.ts';
import { startPracticeHub } from '../practice-hub/practice-hub.ts';
import { fillPracticeHub } from '../practice-hub/sample.ts';
import { createBringIn } from './bring-in.ts';
import { createGenerations } from './generation.ts';
import { createHubClients } from './hub-clients.ts';
import type { HubHandlers } from './hub-handlers.ts';
import { createHubHandlers } from './hub-handlers.ts';
import { ensureProfiles, pointPracticeHub } from './profile-table.ts';
import { createWatchJob } from './watch-job.ts';

/** Hubs of models and data sets: bringing in, DOIs there and here, and watching what happens afterwards. */
export interface HubWorkflow {
  readonly handlers: HubHandlers;
  start(): Promise<void>;
  /** Takes up the waits for DOIs that the end of the program broke off. */
  resume(): void;
  /** Begins to look by the schedule. */
  schedule(): void;
  stop(): Promise<void>;
}

export function createHub(
  context: CoreContext,
  parts: { readonly clients: Pick<Clients, 'budgetOf'>; readonly sources: Sources },
): HubWorkflow {
  const hubs = createHubClients(context, parts.clients);
  let practice: PracticeHub | null = null;
  if (context.config.readonly !== true) ensureProfiles(context);
  const bringIn = createBringIn(context, hubs, parts.sources);
  const watch = createWatchJob(context, hubs);
  const generations = createGenerations(context, hubs);
  return {
    handlers: createHubHandlers(context, {
      hubs,
      bringIn,
      watch,
      generations,
      practice: () => practice,
    }),
    resume: () => generations.resume(),
    schedule: () => watch.schedule(),
    async start() {
      try {
        practice = await startPracticeHub({
          file: join(context.config.dataFolder, 'practice-hub.json'),
          clock: context.ports.clock,
          read: readCardFront,
          fill: fillPracticeHub,
          token: practiceToken,
        });
        pointPracticeHub(context, practice);
      } catch (cause) {
        // Play must not keep anybody from work.
        context.ports.log({
          level: 'error',
          message: 'The practice hub did not start',
          detail: { error: String(cause) },
        });
      }
      generations.resume();
      watch.schedule();
    },
    async stop() {
      await Promise.all([bringIn.stop(), watch.stop(), generations.end()]);
      await practice?.close();
      practice = null;
    },
  };
}

/** No secret: it stands on the screen, so that a newcomer can try what a token shows. */
const practiceToken = 'hf_practice_read';

/** Front matter as the API of a hub parses it. */
export function readCardFront(card: string): Readonly<Record<string, unknown>> {
  const split = splitCard(card);
  return split.front === null ? {} : readFront(split.front, split.frontLine).front;
}
