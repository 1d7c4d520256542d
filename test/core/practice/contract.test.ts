import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessBehaviours } from './contract-access.ts';
import { listBehaviours } from './contract-lists.ts';
import { readBehaviours } from './contract-reads.ts';
import { validationBehaviours } from './contract-validation.ts';
import { writeBehaviours } from './contract-writes.ts';
import { contractOf, type Contract } from './contract.ts';
import { caseAccounts, startFixture, type Fixture } from './practice-fixture.ts';

/**
 * What the service does, written from `datacite.md`: each behaviour names its section. The cases beside
 * the project are a sample; this is the rest.
 */
const groups = {
  'who may do what': accessBehaviours,
  'what may be saved': validationBehaviours,
  'what is stored': writeBehaviours,
  'what is answered': readBehaviours,
  'what is listed': listBehaviours,
};

describe('the contract with the service', () => {
  let fixture: Fixture;
  let contract: Contract;
  beforeAll(async () => {
    fixture = await startFixture({ accounts: caseAccounts });
    contract = contractOf(fixture);
  });
  beforeEach(() => fixture.practice.setFaults([]));
  afterAll(async () => {
    const defects = fixture.practice.effects().filter(({ defect }) => defect !== null);
    await fixture.stop();
    expect(defects).toEqual([]);
  });

  it('has at least 120 behaviours, each with a title of its own', () => {
    const all = Object.values(groups).flat();
    expect(all.length).toBeGreaterThanOrEqual(120);
    expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
  });

  for (const [group, behaviours] of Object.entries(groups)) {
    describe(group, () => {
      for (const { section, title, run } of behaviours) {
        it(`${section} ${title}`, () => run(contract));
      }
    });
  }
});
