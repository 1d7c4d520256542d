import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { OperationStatus } from '#shared/contract/outbox.ts';
import { operationStatus } from '#shared/contract/outbox.ts';
import {
  isOver,
  needsPerson,
  nextStatus,
  operationEvents,
  operationTransitions,
} from '#shared/outbox/operation-state.ts';
import type { OperationEvent } from '#shared/outbox/operation-state.ts';
import { propertyRuns } from '../../property-runs.ts';

/** Walks the table with random events, leaving out those that a state does not know. */
function walk(
  events: readonly OperationEvent[],
): { status: OperationStatus; event: OperationEvent }[] {
  let status: OperationStatus = 'queued';
  const steps: { status: OperationStatus; event: OperationEvent }[] = [];
  for (const event of events) {
    if (operationTransitions[status][event] === undefined) continue;
    status = nextStatus(status, event);
    steps.push({ status, event });
  }
  return steps;
}

const walks = fc.array(fc.constantFrom(...operationEvents), { maxLength: 40 });

describe('the states of an operation', () => {
  it('has a row for every state of the contract', () => {
    expect(Object.keys(operationTransitions).sort()).toEqual([...operationStatus.options].sort());
  });

  it('refuses every event that a state does not know', () => {
    for (const status of operationStatus.options) {
      for (const event of operationEvents) {
        const known = operationTransitions[status][event];
        if (known === undefined) expect(() => nextStatus(status, event)).toThrow('cannot');
        else expect(nextStatus(status, event)).toBe(known);
      }
    }
  });

  it('never leaves an end, and reaches every state', () => {
    const seen = new Set<OperationStatus>(['queued']);
    fc.assert(
      fc.property(walks, (events) => {
        const steps = walk(events);
        for (const { status } of steps) seen.add(status);
        const end = steps.findIndex(({ status }) => isOver(status));
        expect(end === -1 || end === steps.length - 1).toBe(true);
      }),
      { numRuns: propertyRuns },
    );
    expect([...seen].sort()).toEqual([...operationStatus.options].sort());
  });

  it('is never sent again while its effect is unknown', () => {
    fc.assert(
      fc.property(walks, (events) => {
        const steps = walk(events);
        steps.forEach(({ status }, index) => {
          const next = steps[index + 1];
          if (status === 'unknown' && next !== undefined) expect(next.event).not.toBe('claim');
        });
      }),
      { numRuns: propertyRuns },
    );
  });

  it('is done only after it was under way', () => {
    fc.assert(
      fc.property(walks, (events) => {
        const steps = walk(events);
        const done = steps.findIndex(({ status }) => status === 'done');
        const claimed = steps.findIndex(({ status }) => status === 'in-flight');
        expect(done === -1 || (claimed !== -1 && claimed < done)).toBe(true);
      }),
      { numRuns: propertyRuns },
    );
  });

  it('gives a person a way out of every state that needs one', () => {
    for (const status of operationStatus.options.filter(needsPerson)) {
      expect(Object.keys(operationTransitions[status]).sort()).toEqual([
        'cancel',
        'retry',
        'supersede',
      ]);
    }
  });
});
