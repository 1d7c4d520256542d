import type { BrokenChain } from './broken-chain.ts';
import { brokenLinks } from './broken-links.ts';
import { brokenRecords } from './broken-records.ts';
import { brokenShapes } from './broken-shapes.ts';

/** Every defect in the chains that show it best, each with everything that is wrong with it. */
export const brokenChains: readonly BrokenChain[] = [
  ...brokenLinks,
  ...brokenShapes,
  ...brokenRecords,
];
