import { expect, it } from 'vitest';

import type { Foreseen, Graded, PreviewedRecord } from '#core/changes/preview-changes.ts';
import { PreviewTally } from '#core/changes/preview-tally.ts';

const error = (code: string): Graded => ({ code, severity: 'error' });
const hint = (code: string): Graded => ({ code, severity: 'hint' });
const warning = (code: string): Graded => ({ code, severity: 'warning' });
const changed = (before: readonly Graded[], after: readonly Graded[]): Foreseen => ({
  ...{ kind: 'changed', changes: () => [], before, after },
});

const known = { id: 1, contentHash: 'a1b2c3d4e5' } as const;

it('names a rare error that comes before all that is frequent, then goes by severity and number', () => {
  const tally = new PreviewTally();
  const record = { ...known, state: 'reserved', remoteState: null } as PreviewedRecord;
  for (let at = 0; at < 50; at += 1) tally.add(record, changed([hint('common')], []));
  for (let at = 0; at < 3; at += 1) tally.add(record, changed([error('cured')], [hint('seldom')]));
  tally.add(record, changed([warning('twin')], [error('rare')]));
  // The same code of two severities is two things: one gets graver, and that is seen.
  tally.add(record, changed([hint('graver')], [error('graver'), error('graver')]));
  // What stays says nothing.
  tally.add(record, changed([hint('same')], [hint('same')]));
  const other = new PreviewTally();
  other.join(tally.plain());
  const { findings } = other.counts();
  expect(
    findings.map(({ code, severity, fixed, caused }) => [code, severity, fixed, caused]),
  ).toEqual([
    ['graver', 'error', 0, 2],
    ['rare', 'error', 0, 1],
    ['cured', 'error', 3, 0],
    ['twin', 'warning', 1, 0],
    ['common', 'hint', 50, 0],
    ['seldom', 'hint', 0, 3],
    ['graver', 'hint', 1, 0],
  ]);
});

it('knows what was seen of each record, whichever thread counted it', () => {
  const tally = new PreviewTally();
  const other = new PreviewTally();
  const record = (id: number, contentHash: string): PreviewedRecord =>
    ({ id, contentHash, state: 'reserved', remoteState: null }) as PreviewedRecord;
  const refused: Foreseen = { kind: 'refused', refusal: { code: 'conflict', message: 'No.' } };
  other.add(record(9, 'aaaaaaaa1'), changed([], []));
  other.add(record(7, 'bbbbbbbb2'), refused);
  other.add(record(8, 'cccccccc3'), { kind: 'unchanged' });
  tally.add(record(3, '000000000'), changed([], []));
  tally.join(other.plain());
  tally.finish();
  expect(tally.changedIds).toEqual([3, 9]);
  expect([3, 7, 8, 9, 10].filter((id) => tally.hasSeen(id))).toEqual([3, 7, 9]);
  expect([tally.isAsSeen(3, '000000000'), tally.isAsSeen(3, '00000002f')]).toEqual([true, false]);
  expect([tally.isAsSeen(9, 'aaaaaaaa1'), tally.isAsSeen(9, 'bbbbbbbb2')]).toEqual([true, false]);
  expect([tally.isAsSeen(7, 'bbbbbbbb2'), tally.isAsSeen(8, 'cccccccc3')]).toEqual([true, false]);
});
