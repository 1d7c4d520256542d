export { createExports } from './export-jobs.ts';
