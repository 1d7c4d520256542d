/** The browser host without a build before it: several specs use the one build at the same time. */
import { reportStartFailure } from '#hosts/start/report-failure.ts';
import { runBrowserHost } from '#hosts/browser/main.ts';
import { readStartOptions } from '#hosts/start-options.ts';

process.exitCode = await runBrowserHost(readStartOptions(process.argv.slice(2))).catch(
  (cause: unknown) => reportStartFailure(cause, null),
);
