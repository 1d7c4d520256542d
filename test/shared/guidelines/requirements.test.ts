import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules, rulesForRequirement } from '#shared/guidelines/rules.ts';

/**
 * Rows of the requirements that no rule on one record can answer, by the reason. Every other row must have
 * a rule: a row that is added to the document fails here until someone decides.
 */
const elsewhere: Readonly<Record<string, string>> = {
  'A value that checkValues or validateMetadata looks at (text-mojibake; vocabularies)': 'A2 B17',
  'A screen, a step of a workflow, or an export':
    'A4 A16 A17 A18 A22 A26 A27 A34 A36 A37 A38 A39 A40 A41 A42 A44 A45 A48 D23 E1 E21 E23 E24 E25 E30 E31 E37',
  'The ledger and its history': 'A1 A7 A11 A12 A24 D20 E4 E36 E38 E39 E40 E41 E42',
  'Needs the network: agency, hub, or the landing page itself':
    'A13 D1 D10 D11 D13 D14 D15 D16 D19 E28 E28b E28c C5 C12 C18',
  'A hub’s own minting workflow':
    'B2 B3 B4 B9 B10 B11 B12 B13 B14 C1 C2 C4 C6 C7 C8 C9 C10 C11 C15 C16 C17 D5 D6 D7 D9 D17 D18 D21',
  'The import of cards': 'B16 C13',
  'Every rule: its source is cited in the finding’s reason': 'E2',
  'Help text, or noise': 'A49 A50 B5 B7 B8 B15 B18 C3 D2 D3 D4 D12 D22 E43',
};

const path = '/work/shared/design/requirements.md';

describe('the rows of the requirements', () => {
  it('that a record can satisfy or violate name their rules', () => {
    expect(rulesForRequirement('E20')).toEqual(['suffix-semantic', 'suffix-mistyped']);
    expect(rulesForRequirement('A14').toSorted()).toEqual([
      'created-date-missing',
      'creator-missing',
      'licence-missing',
      'title-missing',
      'version-missing',
    ]);
    expect(rulesForRequirement('A50')).toEqual([]);
  });

  it.skipIf(!existsSync(path))(
    'are each covered by a rule or left out for a reason (skips where the document is not at hand)',
    () => {
      const rows = Array.from(
        readFileSync(path, 'utf8').matchAll(/^\| ([A-E]\d+[a-z]?) \|/gm),
        (match) => match[1] ?? '',
      );
      const covered = new Set(rules.flatMap((rule) => rule.requirements));
      const excused = new Set(Object.values(elsewhere).flatMap((ids) => ids.split(' ')));
      expect(rows.length).toBeGreaterThan(150);
      expect(rows.filter((id) => !covered.has(id) && !excused.has(id))).toEqual([]);
      expect(Array.from(covered).filter((id) => !rows.includes(id) || excused.has(id))).toEqual([]);
    },
  );
});
