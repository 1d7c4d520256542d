export { createSheetUpdates } from './update-jobs.ts';
