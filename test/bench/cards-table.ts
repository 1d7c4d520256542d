// `node test/bench/cards-table.ts`: what the 603 recorded cards of the Hub give, as Markdown: how many have each
// property, and how many have each finding when they are to be findable. Measures no time. The cards are not ours to
// ship: without ../shared beside the project it says so and ends with 0.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { nodeClock } from '#core/node-ports.ts';
import { convertSources } from '#core/convert/convert-sources.ts';
import { checkRecord } from '#shared/findings/check-record.ts';
import type { Finding } from '#shared/findings/finding.ts';

const folder = join(import.meta.dirname, '../../../shared/huggingface/cards/r2');
const context = { today: '2026-01-01' };

if (existsSync(folder)) await printTables();
else console.log('The recorded cards (../shared/huggingface/cards/r2) are not beside the project.');

async function printTables(): Promise<void> {
  const properties = new Map<string, number>();
  const codes = new Map<string, { severity: string; cards: number; findings: number }>();
  let cards = 0;
  for await (const { record, findings } of convertSources(
    { paths: [folder], to: 'csl-json' },
    nodeClock,
  )) {
    if (record === null) continue;
    cards += 1;
    for (const [name, value] of Object.entries(record)) {
      if (!isEmpty(value)) properties.set(name, (properties.get(name) ?? 0) + 1);
    }
    countCodes([...findings, ...checkRecord(record, { state: 'findable', context })], codes);
  }
  const share = (count: number): string => `${((count / cards) * 100).toFixed(1)} %`;
  console.log(`${cards} cards\n\n| Property | Cards | Share |\n|---|---:|---:|`);
  for (const [name, count] of bySize(properties, (each) => each)) {
    console.log(`| ${name} | ${count} | ${share(count)} |`);
  }
  console.log('\n| Finding | Severity | Cards | Findings |\n|---|---|---:|---:|');
  for (const [code, count] of bySize(codes, (each) => each.cards)) {
    console.log(`| ${code} | ${count.severity} | ${count.cards} | ${count.findings} |`);
  }
}

function countCodes(
  findings: readonly Finding[],
  codes: Map<string, { severity: string; cards: number; findings: number }>,
): void {
  const seen = new Set<string>();
  for (const { code, severity } of findings) {
    const known = codes.get(code) ?? { severity, cards: 0, findings: 0 };
    if (!seen.has(code)) known.cards += 1;
    known.findings += 1;
    seen.add(code);
    codes.set(code, known);
  }
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function bySize<T>(counts: ReadonlyMap<string, T>, size: (count: T) => number): [string, T][] {
  return [...counts].sort(([a, one], [b, other]) => size(other) - size(one) || (a < b ? -1 : 1));
}
