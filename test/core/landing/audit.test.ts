import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Landing } from '#core/landing/index.ts';
import { behaviours } from '../../doubles/landing-behaviours.ts';
import { startLandingServer } from '../../doubles/landing-server.ts';
import type { LandingServer } from '../../doubles/landing-server.ts';
import { openStage } from '../outbox/harness.ts';
import type { Stage } from '../outbox/harness.ts';
import { addPages, auditAll, impoliteness, openAudit, wrongVerdicts } from './audit-stage.ts';

let stage: Stage;
let server: LandingServer;
let landing: Landing;

beforeEach(async () => {
  [stage, server] = await Promise.all([openStage(), startLandingServer()]);
  landing = openAudit(stage, server);
});
afterEach(async () => {
  await landing.stop();
  await Promise.all([stage.close(), server.close()]);
});

describe('an audit of pages that misbehave', () => {
  it('says of each what it is, and asks every host politely', async () => {
    expect(Object.keys(behaviours).length).toBeGreaterThanOrEqual(40);
    addPages(stage, 3);
    await auditAll(stage, landing.audit);
    expect(wrongVerdicts(stage)).toEqual([]);
    expect(impoliteness(server)).toEqual({
      overlaps: 0,
      short: 0,
      forbidden: 0,
      tellingHeaders: 0,
    });
    expect([...server.userAgents]).toEqual(['DOI-Steward/0 (audit of landing pages)']);
  });
});
