import { describe, expect, it } from 'vitest';

import { validateMetadata } from '#shared/metadata/validate.ts';
import { maxFindings } from '#shared/metadata/validate/context.ts';
import { said, sound } from './sound-record.ts';

describe('records that nobody should send', () => {
  const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as unknown;

  it.each([null, undefined, 5, 'text', [], [[]], true])(
    'is one finding for %s instead of a record',
    (value) => {
      expect(validateMetadata(value, { state: 'findable' }).map(({ code }) => code)).toEqual([
        'record-not-an-object',
      ]);
    },
  );

  it('reports deep nesting wherever it stands, and never fails', () => {
    for (const member of [
      ...Object.keys(sound),
      'unknown',
      'subjects',
      'geoLocations',
      'schemaVersion',
      'version',
      'identifiers',
      'language',
    ]) {
      const record = { ...sound, alternateIdentifiers: [deep], [member]: deep };
      expect(validateMetadata(record, { state: 'findable' }).length, member).toBeGreaterThan(0);
    }
  });

  it('reports __proto__ and constructor as unknown members, and nothing is polluted', () => {
    const record = JSON.parse(
      `{"__proto__": {"polluted": 1}, "constructor": 1, "creators": [{"name": "A", "__proto__": 2}]}`,
    ) as unknown;
    const codes = validateMetadata(record, { state: 'draft' }).map(
      ({ code, path }) => `${code} ${path}`,
    );
    expect(codes).toEqual([
      'member-unknown __proto__',
      'member-unknown constructor',
      'member-unknown creators[0].__proto__',
    ]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('refuses more than 10 MB of text and cuts endless findings off', () => {
    expect(
      said({
        descriptions: [{ description: 'x'.repeat(11 * 1024 * 1024), descriptionType: 'Abstract' }],
      }),
    ).toEqual(['error record-too-large ']);
    const creators = Array.from({ length: 5000 }, () => ({ name: 'A', nameType: 'x' }));
    const findings = validateMetadata({ ...sound, creators }, { state: 'findable' });
    expect(findings).toHaveLength(maxFindings + 1);
    expect(findings.at(-1)?.code).toBe('findings-cut');
  });
});
