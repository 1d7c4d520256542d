// How many records a second the whole check takes (schema, values, guidelines), beside JSON.parse of
// the same records in the same run: machines differ, the ratio less. Each round has records of its own, parsed
// right before: none is checked a second time. Told for records a hundred together (`checkRecords`, as previews
// and rechecks of the ledger do) and one by one, as a form does. Prints one JSON line.
import { checkRecord, checkRecords } from '#shared/findings/check-record.ts';
import { generateRecord } from '#shared/metadata/generate/record.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { seededRandom } from '#shared/support/random.ts';

const seed = Number(process.argv[2] ?? 1);
const recordCount = 5000;
const rounds = 6;
/** As many as a preview reads at once; what was found in them is let go before the next. */
const step = 100;
const random = seededRandom(seed);
const texts = Array.from({ length: rounds * recordCount }, () =>
  JSON.stringify(generateRecord(random)),
);

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

/** Records a second: the best of five rounds, after one that warms up. */
function rate<T>(prepare: (text: string) => T, work: (ready: readonly T[]) => unknown): number {
  let best = 0;
  for (let round = 0; round < rounds; round += 1) {
    const ready = texts.slice(round * recordCount, (round + 1) * recordCount).map(prepare);
    const start = performance.now();
    work(ready);
    const perSecond = recordCount / ((performance.now() - start) / 1000);
    if (round > 0) best = Math.max(best, perSecond);
  }
  return Math.round(best);
}

const context = { today: '2026-01-01' };
const read = (text: string): Attributes => JSON.parse(text) as Attributes;
const parsed = rate(
  (text) => text,
  (all) => all.forEach(read),
);
const oneByOne = rate(read, (records) =>
  records.forEach((record) => checkRecord(record, { state: 'findable', context })),
);
const together = rate(
  (text) => ({ attributes: read(text), state: 'findable' as const }),
  (records) => {
    for (let from = 0; from < records.length; from += step) {
      checkRecords(records.slice(from, from + step), { context });
    }
  },
);
console.log(
  JSON.stringify({
    bench: 'validate',
    seed,
    medianBytes: median(texts.map((text) => text.length)),
    medianProperties: median(
      texts.map((text) => Object.keys(JSON.parse(text) as Attributes).length),
    ),
    recordsPerSecond: together,
    oneByOnePerSecond: oneByOne,
    jsonParsePerSecond: parsed,
    goal: 'recordsPerSecond >= 20000',
    holds: together >= 20_000,
  }),
);
