import { describe, expect, it } from 'vitest';
import type { Finding } from '#shared/findings/finding.ts';
import { applyPolicy } from '#shared/guidelines/policy.ts';

const finding = (code: string, severity: Finding['severity'], path = ''): Finding => ({
  code,
  severity,
  gate: 'none',
  path,
  message: 'x',
});

describe('a collection’s policy', () => {
  it('changes severity and gate by code, and drops what is off', () => {
    const findings = [finding('a-a', 'hint'), finding('b-b', 'warning'), finding('c-c', 'hint')];
    const { standing } = applyPolicy(findings, {
      severities: { 'a-a': 'warning', 'b-b': 'off' },
      gates: { 'a-a': 'blocks' },
    });
    expect(standing).toEqual([
      { ...finding('a-a', 'warning'), gate: 'blocks' },
      finding('c-c', 'hint'),
    ]);
    expect(standing[1]).toBe(findings[2]);
  });

  it('neither lowers, drops nor waives what the service refuses', () => {
    const findings = [finding('a-a', 'error')];
    const waivers = [{ code: 'a-a', reason: 'because' }];
    expect(applyPolicy(findings, { severities: { 'a-a': 'off' }, waivers }).standing).toEqual(
      findings,
    );
  });

  it('waives one finding at one path, with its reason, and keeps it in sight', () => {
    const findings = [finding('a-a', 'warning', 'url'), finding('a-a', 'warning', 'doi')];
    const waiver = { code: 'a-a', path: 'url', reason: 'Agreed with the library.' };
    expect(applyPolicy(findings, { waivers: [waiver] })).toEqual({
      standing: [findings[1]],
      waived: [{ finding: findings[0], waiver }],
    });
  });

  it('waives a code everywhere when no path is named, but nothing without a reason', () => {
    const findings = [finding('a-a', 'warning', 'url'), finding('b-b', 'warning', 'doi')];
    const waivers = [
      { code: 'a-a', reason: 'Known.' },
      { code: 'b-b', reason: '  ' },
    ];
    expect(applyPolicy(findings, { waivers }).standing).toEqual([findings[1]]);
  });

  it('does not trip over codes that every object has', () => {
    const findings = [finding('constructor', 'hint'), finding('__proto__', 'hint')];
    expect(applyPolicy(findings, { severities: {}, gates: {} }).standing).toEqual(findings);
  });
});
