import { beforeAll, describe, expect, it } from 'vitest';

import { doUnder, harms } from './harm.ts';
import { workflows } from './workflows.ts';

describe.each(workflows)('$name', (workflow) => {
  let picture: unknown;
  beforeAll(async () => void ({ picture } = await doUnder(workflow, null)));

  it.each(workflow.points)(
    'ends as if nothing had happened where it dies or fails at %s, once, again and for ever',
    async (point) => {
      for (const kind of harms) {
        const report = await doUnder(workflow, { point, kind });
        const said = `${point} ${kind}`;
        expect({ said, picture: report.picture }).toEqual({ said, picture });
        expect(report, said).toMatchObject({ isHistoryIntact: true, quickCheck: 'ok' });
        // Without harm it would prove nothing. A fault is told, each time; a death cannot be.
        expect(report.harmed, said).toBeGreaterThanOrEqual(1);
        expect(report.told, said).toBe(kind.startsWith('dies') ? 0 : report.harmed);
      }
    },
  );
});
