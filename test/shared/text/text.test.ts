import { describe, expect, it } from 'vitest';

import { describeSync } from '#shared/text/app.en.ts';
import { errorsText } from '#shared/text/errors.en.ts';
import { errorCodes } from '#shared/support/app-error.ts';
import {
  formatAgo,
  formatBytes,
  formatCounted,
  formatDateTime,
  formatDuration,
  formatRate,
} from '#shared/text/format.ts';
import { isFiltered } from '#shared/text/records.en.ts';
import { registerText } from '#shared/text/register.en.ts';

const now = Date.parse('2026-11-21T12:00:00Z');

describe('figures for people', () => {
  it('counts with the right noun', () => {
    expect([0, 1, 1204].map((count) => formatCounted(count, 'record', 'records'))).toEqual([
      '0 records',
      '1 record',
      '1,204 records',
    ]);
  });

  it('says sizes, times and rates as one would say them', () => {
    expect([0, 1023, 1536, 52_428_800].map(formatBytes)).toEqual([
      '0 bytes',
      '1,023 bytes',
      '1.5 KiB',
      '50 MiB',
    ]);
    expect([0.2, 1, 40, 89, 120, 7200].map(formatDuration)).toEqual([
      'under a second',
      '1 second',
      '40 seconds',
      '89 seconds',
      '2 minutes',
      '2 hours',
    ]);
    expect([0.25, 9.94, 132.4].map(formatRate)).toEqual([
      '0.3 a second',
      '9.9 a second',
      '132 a second',
    ]);
  });

  it('says how long ago, and the date once it is long', () => {
    const ago = (ms: number): string => formatAgo(new Date(now - ms).toISOString(), now);
    expect([ago(5_000), ago(125_000), ago(3_600_000 * 3), ago(86_400_000 * 3)]).toEqual([
      'just now',
      '2 minutes ago',
      '3 hours ago',
      '3 days ago',
    ]);
    expect(ago(86_400_000 * 60)).toBe('22 Sept 2026');
  });

  it('shows what is no time as it stands', () => {
    expect([formatDateTime('soon'), formatAgo('soon', now)]).toEqual(['soon', 'soon']);
  });
});

describe('the sync line', () => {
  const quiet = {
    mode: 'in-step' as const,
    waitingCount: 0,
    failedCount: 0,
    conflictCount: 0,
    waitsUntil: null,
    lastConfirmedAt: null,
    reason: null,
  };

  it('says in words where the work stands', () => {
    expect([
      describeSync(quiet, now),
      describeSync({ ...quiet, lastConfirmedAt: '2026-11-21T11:58:00Z' }, now),
      describeSync({ ...quiet, mode: 'offline', waitingCount: 12 }, now),
      describeSync({ ...quiet, mode: 'paused', waitingCount: 1 }, now),
      describeSync({ ...quiet, mode: 'sending' }, now),
    ]).toEqual([
      'Nothing sent yet',
      'In step, 2 minutes ago',
      'Offline. 12 changes wait',
      'Paused. 1 change waits',
      'Sending.',
    ]);
  });
});

describe('sentences', () => {
  it('names effect, size, environment and repository on the button that sends', () => {
    expect(registerText.button(1214, 'findable', 'PRODUCTION', 'ETHZ.SED')).toBe(
      'Register 1,214 as findable on PRODUCTION: ETHZ.SED',
    );
  });

  it('says for every error what to do next, without an exclamation mark', () => {
    for (const code of errorCodes) {
      const { title, nextStep } = errorsText[code];
      expect(title).toMatch(/^[A-Z][^!]+$/);
      expect(nextStep).toMatch(/^[A-Z][^!]+\.$/);
    }
  });

  it('knows a narrowed list from a whole one', () => {
    expect(isFiltered({ repositoryId: 'practice', states: [] })).toBe(false);
    expect(isFiltered({ repositoryId: 'practice', states: ['draft'] })).toBe(true);
  });
});
