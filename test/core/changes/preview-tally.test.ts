import { expect, it } from 'vitest';

import type { Foreseen, Graded, PreviewedRecord } from '#core/changes/preview-changes.ts';
import { PreviewTally } from '#core/changes/preview-tally.ts';

const error = (code: string): Graded => ({ code, severity: 'error' });
const hint = (code: string): Graded => ({ code, severity: 'hint' });
const warning = (code: string): Graded => ({ code, severity: 'warning' });
const changed = (before: readonly Graded[], after: readonly Graded[]): Foreseen => ({
  ...{ kind: 'changed', changes: () => [], before, after },
});

it('names a rare error that comes before all that is frequent, then goes by severity and number', () => {
  const tally = new PreviewTally();
  const record = { id: 1, state: 'reserved', remoteState: null } as PreviewedRecord;
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
