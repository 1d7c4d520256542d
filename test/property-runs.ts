/** Runs of each property test; `npm run reliability` asks for more. */
export const propertyRuns = Number(process.env['PROPERTY_RUNS'] ?? '1000');
