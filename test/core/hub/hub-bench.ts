import { createHub, readCardFront } from '#core/hub/index.ts';
import type { HubHandlers } from '#core/hub/hub-handlers.ts';
import { pointPracticeHub } from '#core/hub/profile-table.ts';
import { createNetwork } from '#core/network/create-network.ts';
import type { HttpRequest, Network } from '#core/network/network.ts';
import type { Output } from '#shared/contract/contract.ts';
import { createClients } from '#core/outbox/clients.ts';
import { createSources } from '#core/collections/index.ts';
import { startPracticeHub } from '#core/practice-hub/practice-hub.ts';
import type { PracticeHub, PracticeHubOptions } from '#core/practice-hub/practice-hub.ts';
import type { Sources } from '#core/collections/sources.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext, fakeClock } from '../fixtures/test-context.ts';

/** A ledger, a local hub and the real network between them. Waiting moves the clock and takes no time. */
export interface HubBench {
  readonly test: TestContext;
  readonly hub: PracticeHub;
  readonly handlers: HubHandlers;
  readonly sources: Sources;
  /** Every request that left the core. */
  readonly asked: HttpRequest[];
  /** Brings in and waits until the run has ended. */
  bringIn(text: string, more?: { readonly collectionName?: string }): Promise<Output<'hub.run'>>;
  /** Looks at all items and waits. */
  watch(): Promise<Output<'hub.watchState'>>;
  item(name: string): Output<'hub.item'>;
  /** What the program takes up when it starts. */
  resume(): void;
  /** Begins to look by the schedule. */
  schedule(): void;
  /** Waits until something holds. */
  until(isSo: () => boolean): Promise<void>;
  /** Waits until no run is under way. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export const profileId = 'practice-hub';

/** `spoil`: puts another answer in the place of one of the hub; null: it stays. */
export async function openHubBench(
  options: Partial<PracticeHubOptions> = {},
  spoil: (path: string, body: string) => string | null = () => null,
): Promise<HubBench> {
  const clock = fakeClock();
  const asked: HttpRequest[] = [];
  const real = createNetwork({ userAgent: 'test', allowInsecureLoopback: true });
  const network: Network = {
    async send(request) {
      asked.push(request);
      const response = await real.send(request);
      const body = spoil(request.path, response.body);
      return body === null ? response : { ...response, status: 200, body };
    },
  };
  const moving = {
    ...clock,
    sleep: async (milliseconds: number, signal?: AbortSignal) => {
      await clock.sleep(milliseconds, signal);
      clock.advance(milliseconds);
    },
  };
  const test = openTestContext({ network, clock: moving });
  const hub = await startPracticeHub({ clock: moving, read: readCardFront, ...options });
  const clients = createClients(test.context);
  const sources = createSources(test.context);
  const workflow = createHub(test.context, { clients, sources });
  pointPracticeHub(test.context, hub);
  const { handlers } = workflow;
  const settled = async (isDone: () => boolean): Promise<void> => {
    while (!isDone()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return {
    test,
    hub,
    handlers,
    sources,
    asked,
    async bringIn(text, more = {}) {
      const { runId } = await handlers['hub.bringIn']({
        profileId,
        source: { kind: 'list', text },
        repositoryId: 'practice',
        collectionName: more.collectionName ?? 'Hub',
      });
      const run = () =>
        handlers['hub.run']({ id: runId, offset: 0, limit: 200 }) as Output<'hub.run'>;
      await settled(() => run().run.status !== 'running');
      return run();
    },
    resume: () => workflow.resume(),
    schedule: () => workflow.schedule(),
    until: settled,
    settled: () =>
      settled(() =>
        (handlers['hub.runs']({}) as Output<'hub.runs'>).runs.every(
          ({ status }) => status !== 'running',
        ),
      ),
    async watch() {
      await handlers['hub.watch']({ itemIds: null });
      const state = () => handlers['hub.watchState']({}) as Output<'hub.watchState'>;
      await settled(() => !state().isRunning);
      return state();
    },
    item(name) {
      const { rows } = handlers['hub.items']({
        filter: { text: name },
        sort: 'name',
        descending: false,
        offset: 0,
        limit: 50,
      }) as Output<'hub.items'>;
      const row = rows.find((each) => each.name === name);
      if (row === undefined) throw new Error(`There is no item ${name}`);
      return handlers['hub.item']({ id: row.id }) as Output<'hub.item'>;
    },
    async close() {
      await workflow.stop();
      await hub.close();
      clients.close();
      real.close();
      test.dispose();
    },
  };
}

/** A whole small card. */
export function card(title: string, more: readonly string[] = []): string {
  return [
    '---',
    `pretty_name: ${title}`,
    'license: cc-by-4.0',
    'language: en',
    'task_categories:',
    '  - tabular-regression',
    ...more,
    '---',
    '',
    `# ${title}`,
    '',
    'Hourly levels of twelve lakes since 1962, measured by pressure gauges and checked by hand every spring.',
    '',
    '## Citation',
    '',
    '```bibtex',
    '@dataset{roe2024, title = {Levels}, author = {Roe, Jane and Doe, Max}, year = {2024}}',
    '```',
    '',
  ].join('\n');
}

/** Kinds of the open events by the item that they belong to. */
export function eventsByItem({ handlers }: HubBench): Record<string, string[]> {
  const { rows } = handlers['hub.events']({
    show: 'open',
    kind: null,
    offset: 0,
    limit: 200,
  }) as Output<'hub.events'>;
  const found: Record<string, string[]> = {};
  for (const { itemName, kind } of rows) (found[itemName] ??= []).push(kind);
  for (const kinds of Object.values(found)) kinds.sort();
  return found;
}
