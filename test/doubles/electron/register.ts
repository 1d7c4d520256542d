// Loaded with `node --import`: sends the bare name `electron` to the double, so that main and preload
// run as they were built. Everything else resolves as it always does.
import { registerHooks } from 'node:module';

const double = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: double, shortCircuit: true } : next(specifier, context),
});
