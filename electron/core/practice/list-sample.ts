import { isJsonObject, type Json } from '#shared/support/json.ts';
import type { RandomBytes } from '#shared/support/random.ts';
import { jsonAnswer, Refusal } from './answer.ts';
import type { PracticeRecord } from './record.ts';
import type { Query } from './request.ts';
import { randomNumber } from './suffix.ts';
import type { World } from './world.ts';

/** The largest sample of one group: OpenSearch's `index.max_inner_result_window`. */
const maxSample = 100;

type GroupOf = (record: PracticeRecord, world: World) => string | null;

const groups: Readonly<Record<string, GroupOf>> = {
  client: ({ clientId }) => clientId,
  'data-center': ({ clientId }) => clientId,
  provider: ({ clientId }, { accounts }) => accounts.providerOf(clientId),
  'resource-type': ({ metadata }) => generalType(metadata['types']),
};

/** How `sample-group` groups, or null: an unknown group, and `sample` alone, are ignored in silence. */
export function sampleGroup(query: Query): GroupOf | null {
  const name = query.get('sample-group');
  return name !== null && Object.hasOwn(groups, name) ? (groups[name] ?? null) : null;
}

/** The first `sample` records (one unless told) of every group, the largest group first. */
export function sampleRecords(
  records: readonly PracticeRecord[],
  groupOf: GroupOf,
  query: Query,
  world: World,
): PracticeRecord[] {
  const size = Number.parseInt(query.get('sample') ?? '1', 10);
  if (!(size >= 0 && size <= maxSample)) {
    const title =
      "Top hits result window is too large, the top hits aggregator [samples_hits]'s from + size must be less than or equal to: " +
      `[${maxSample}] but was [${size}]. This limit can be set by changing the [index.max_inner_result_window] index level setting.`;
    throw new Refusal(jsonAnswer(400, { errors: { title } }));
  }
  const byGroup = new Map<string, PracticeRecord[]>();
  for (const record of records) {
    const group = groupOf(record, world);
    if (group === null) continue;
    const members = byGroup.get(group);
    if (members === undefined) byGroup.set(group, [record]);
    else members.push(record);
  }
  return [...byGroup]
    .toSorted(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1))
    .flatMap(([, members]) => members.slice(0, size));
}

/** The same records in an order drawn anew for every request (`random=true`; Fisher and Yates). */
export function shuffled(
  records: Iterable<PracticeRecord>,
  randomBytes: RandomBytes,
): PracticeRecord[] {
  const drawn = [...records];
  for (let last = drawn.length - 1; last > 0; last -= 1) {
    const other = randomNumber(randomBytes) % (last + 1);
    const [a, b] = [drawn[last], drawn[other]];
    if (a !== undefined && b !== undefined) [drawn[last], drawn[other]] = [b, a];
  }
  return drawn;
}

function generalType(types: Json | undefined): string | null {
  const general = isJsonObject(types) ? types['resourceTypeGeneral'] : null;
  return typeof general === 'string' ? general : null;
}
