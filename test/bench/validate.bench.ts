// How many records a second the whole check takes (schema, values, guidelines), beside JSON.parse of
// the same records in the same run: machines differ, the ratio less. Prints one JSON line.
import { checkRecord } from '#shared/findings/check-record.ts';
import { generateRecord } from '#shared/metadata/generate/record.ts';
import { seededRandom } from '#shared/support/random.ts';

const seed = Number(process.argv[2] ?? 1);
const recordCount = 5000;
const random = seededRandom(seed);
const records = Array.from({ length: recordCount }, () => generateRecord(random));
const texts = records.map((record) => JSON.stringify(record));

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

/** Records a second: the best of five rounds, after one that warms up. */
function rate(work: (index: number) => unknown): number {
  let best = 0;
  for (let round = 0; round < 6; round += 1) {
    const start = performance.now();
    for (let index = 0; index < recordCount; index += 1) work(index);
    const perSecond = recordCount / ((performance.now() - start) / 1000);
    if (round > 0) best = Math.max(best, perSecond);
  }
  return Math.round(best);
}

const context = { today: '2026-01-01' };
const parsed = rate((index) => JSON.parse(texts[index] ?? '{}'));
const checked = rate((index) => checkRecord(records[index] ?? {}, { state: 'findable', context }));
console.log(
  JSON.stringify({
    bench: 'validate',
    seed,
    medianBytes: median(texts.map((text) => text.length)),
    medianProperties: median(records.map((record) => Object.keys(record).length)),
    recordsPerSecond: checked,
    jsonParsePerSecond: parsed,
    goal: 'recordsPerSecond >= 20000',
    holds: checked >= 20_000,
  }),
);
