// How many records a second the whole check takes (schema, values, guidelines), beside JSON.parse of
// the same records in the same run: machines differ, the ratio less. Each round has records of its own, parsed
// right before: none is checked a second time. Prints one JSON line.
import { checkRecord } from '#shared/findings/check-record.ts';
import { generateRecord } from '#shared/metadata/generate/record.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { seededRandom } from '#shared/support/random.ts';

const seed = Number(process.argv[2] ?? 1);
const recordCount = 5000;
const rounds = 6;
const random = seededRandom(seed);
const texts = Array.from({ length: rounds * recordCount }, () =>
  JSON.stringify(generateRecord(random)),
);

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

/** Records a second: the best of five rounds, after one that warms up. */
function rate<T>(prepare: (text: string) => T, work: (ready: T) => unknown): number {
  let best = 0;
  for (let round = 0; round < rounds; round += 1) {
    const ready = texts.slice(round * recordCount, (round + 1) * recordCount).map(prepare);
    const start = performance.now();
    for (const each of ready) work(each);
    const perSecond = recordCount / ((performance.now() - start) / 1000);
    if (round > 0) best = Math.max(best, perSecond);
  }
  return Math.round(best);
}

const context = { today: '2026-01-01' };
const parsed = rate(
  (text) => text,
  (text) => JSON.parse(text),
);
const checked = rate(
  (text) => JSON.parse(text) as Attributes,
  (record) => checkRecord(record, { state: 'findable', context }),
);
console.log(
  JSON.stringify({
    bench: 'validate',
    seed,
    medianBytes: median(texts.map((text) => text.length)),
    medianProperties: median(
      texts.map((text) => Object.keys(JSON.parse(text) as Attributes).length),
    ),
    recordsPerSecond: checked,
    jsonParsePerSecond: parsed,
    goal: 'recordsPerSecond >= 20000',
    holds: checked >= 20_000,
  }),
);
