import { join } from 'node:path';

import type { CoreConfig } from '../ports.ts';

/** The folder that practice's web server serves: `<host>/<path>`. */
export function practicePages({ dataFolder }: Pick<CoreConfig, 'dataFolder'>): string {
  return join(dataFolder, 'practice-pages');
}
