import type { Audit } from '#core/landing/audit.ts';
import { addDue, catalogueIds } from '#core/landing/due-table.ts';
import { createHostTurns } from '#core/landing/host-turns.ts';
import { createLanding } from '#core/landing/index.ts';
import type { Landing } from '#core/landing/index.ts';
import { createLook } from '#core/landing/look-at.ts';
import { createPracticeNames } from '#core/network/practice-names.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { insertRepository } from '#core/repositories/repository-table.ts';
import type { LandingCode, LandingFinding, LandingVerdict } from '#shared/landing/codes.ts';
import { behaviours } from '../../doubles/landing-behaviours.ts';
import type { LandingServer } from '../../doubles/landing-server.ts';
import { title } from '../../fixtures/landing/page-case.ts';
import type { Stage } from '../outbox/harness.ts';

/** Milliseconds that the audit leaves between two requests to a host of these tests. */
export const testPauseMs = 4;

/** Findable records of a production account, `each` of every way in which the server misbehaves. */
export function addPages(stage: Stage, each: number, ways = Object.keys(behaviours)): void {
  const { context } = stage;
  insertRepository(stage.ledger, {
    id: 'prod',
    name: 'Lakes',
    environment: 'production',
    endpoint: 'https://api.datacite.org',
    clientId: 'LAKES.DATA',
    prefixes: ['10.5072'],
    domains: null,
    createdAt: context.timestamp(),
  });
  for (const way of ways) {
    const inputs = Array.from({ length: each }, (_, index) => ({
      doi: `10.5072/${way}--${String(index)}`,
      repositoryId: 'prod',
      collectionId: null,
      itemKey: null,
      source: null,
      attributes: {
        url: behaviours[way]?.url?.(String(index)) ?? `https://${way}.example.org/${String(index)}`,
        titles: [{ title }],
        creators: [
          { name: 'Brunner, Lea', familyName: 'Brunner', givenName: 'Lea' },
          { name: 'Müller, Jürgen', familyName: 'Müller', givenName: 'Jürgen' },
        ],
        publisher: { name: 'Institute of Limnology' },
        publicationYear: 2023,
        types: { resourceTypeGeneral: 'Dataset' },
      },
      findings: [],
      sync: 'in-step' as const,
      state: 'findable' as const,
      sourceHash: null,
    }));
    saveRecords(context, inputs, { kind: 'import', reason: null });
  }
}

export function openAudit(
  stage: Stage,
  server: Pick<LandingServer, 'reader'>,
  timeoutMs = 250,
): Landing {
  const { context } = stage;
  const look = createLook(context, {
    reader: server.reader,
    names: createPracticeNames(() => null),
    practiceUrl: () => null,
    turns: createHostTurns(context.ports.clock, () => testPauseMs),
    timeoutMs,
  });
  return createLanding(context, { practiceUrl: () => null, look });
}

export function auditAll(stage: Stage, audit: Audit): Promise<void> {
  addDue(stage.context, catalogueIds(stage.ledger), 'all');
  audit.kick();
  return audit.whenDone();
}

/** Pages of which the audit said something else than their label, in words. */
export function wrongVerdicts(stage: Stage): string[] {
  const rows = stage.ledger.db.iterate<{
    doi: string;
    verdict: LandingVerdict | null;
    findings: string | null;
  }>(
    `select r.doi, c.verdict, c.findings from record r left join landing_check c on c.record_id = r.id
     where r.repository_id = 'prod'`,
  );
  const wrong: string[] = [];
  for (const { doi, verdict, findings } of rows) {
    const way = doi.slice('10.5072/'.length).split('--')[0] ?? '';
    const expected = behaviours[way];
    const codes = (JSON.parse(findings ?? '[]') as LandingFinding[]).map(({ code }) => code);
    const lacks = (expected?.codes ?? []).filter((code: LandingCode) => !codes.includes(code));
    if (verdict === expected?.verdict && lacks.length === 0) continue;
    wrong.push(`${doi}: ${verdict ?? 'never'} (${codes.join(', ')})`);
  }
  return wrong;
}

/** How impolite the audit was, in all. */
export function impoliteness({
  hosts,
  manners,
}: Pick<LandingServer, 'hosts' | 'manners'>): Record<string, number> {
  const sum = (counts: Iterable<number>): number => [...counts].reduce((all, one) => all + one, 0);
  const [logs, seen] = [[...hosts.values()], [...manners.values()]];
  return {
    overlaps: sum(seen.map(({ overlaps }) => overlaps)),
    short: seen.filter(({ shortestGapMs }) => shortestGapMs < testPauseMs).length,
    forbidden: sum(logs.map(({ forbidden }) => forbidden)),
    tellingHeaders: sum(logs.map(({ tellingHeaders }) => tellingHeaders)),
  };
}
