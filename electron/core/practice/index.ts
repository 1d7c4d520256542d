/**
 * The practice repository: a server on the loopback interface that behaves as DataCite's REST API
 * does (design: datacite.md), with its own store. Newcomers do the whole job on it, stewards rehearse,
 * and every test speaks to it.
 */
export { startPractice, type Practice, type PracticeOptions } from './practice.ts';
export { readAccounts, type AccountsFile } from './account.ts';
export type { Fault, FaultResponse } from './fault.ts';
export { readFaults } from './read-faults.ts';
export type { HoldingPage, Seed } from './holdings.ts';
export { sampleCollection } from './sample/sample-collection.ts';
export { institute as sampleInstitute } from './sample/work.ts';
