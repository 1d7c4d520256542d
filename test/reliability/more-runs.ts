// Loaded into every process of a test run (`node --import`) to make property tests run longer.
import fc from 'fast-check';

fc.configureGlobal({ numRuns: Number(process.env['PROPERTY_RUNS'] ?? '1000') });
