import { describe, expect, it } from 'vitest';

import { originMissing } from '#shared/hub/origin-missing.ts';
import { info, map } from './map-reading.ts';

describe('mapping what stands around an item', () => {
  // Wrong in a second hand-check of 30 recorded cards: event2Mind, web_of_science, blbooksgenre, jnlpba, silicone.
  it('ends names at marks of footnotes, skips licences as descriptions, and knows its own DOI', () => {
    const body = [
      '- **Homepage:** [page](https://doi.org/10.23636/BKHQ-0312)',
      '### Dataset Summary',
      'Copyright (c) 2017 Somebody',
      '',
      'Permission is hereby granted, free of charge, to any person.',
      '',
      'Levels of \u0018lakes\u0019 by the hour.',
      '### Licensing Information',
      'Creative Commons Attribution-NonCommercial 4.0',
      '### Citation Information',
      '@misc{own, title={Levels}, author={Emily Allaway and Noah A. Smith† Yejin Choi}, year={2018}, doi={10.23636/BKHQ-0312}}',
    ].join('\n');
    const { attributes, findings } = map({ license: 'cc-by-4.0' }, body);
    expect(attributes.creators?.map(({ name }) => name)).toEqual([
      'Allaway, Emily',
      'Smith, Noah A.',
      'Choi, Yejin',
    ]);
    expect(attributes.descriptions?.[0]?.description).toBe('Levels of lakes by the hour.');
    expect(
      attributes.relatedIdentifiers?.some(({ relationType }) => relationType === 'IsDescribedBy'),
    ).toBe(false);
    expect(findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['card-has-doi', 'card-text-damaged', 'hub-licence-contradicted']),
    );
  });

  it('tells funders without taking them, until an institution says so', () => {
    const body = '# Levels\n\n- **Funded by [optional]:** Lake Foundation\n';
    const proposed = map({}, body);
    expect(proposed.attributes.fundingReferences).toBeUndefined();
    expect(
      proposed.findings.find(({ code }) => code === 'hub-funding-proposed')?.message,
    ).toContain('Lake Foundation');
    const taken = map({}, body, {}, { choices: { funding: { isOn: true } } });
    expect(taken.attributes.fundingReferences).toEqual([{ funderName: 'Lake Foundation' }]);
    expect(originMissing(taken)).toEqual([]);
    // In sentences it is proposed and never taken, whatever the rule says; thanks alone are no money.
    const thanks =
      '# Levels\n\n## Acknowledgements\n\nWe thank Ann. It was funded by grant 7 of the Lake Fund.\n';
    const told = map({}, thanks, {}, { choices: { funding: { isOn: true } } });
    expect(told.attributes.fundingReferences).toBeUndefined();
    const { message } = told.findings.find(({ code }) => code === 'hub-funding-proposed') ?? {};
    expect(message).toContain('“It was funded by grant 7 of the Lake Fund.”');
  });

  it('adds what the ledger knows around the item, each with its origin', () => {
    const mapped = map(
      {},
      '',
      { info },
      {
        choices: { curator: { isOn: true } },
        around: {
          organisation: { ror: 'https://ror.org/04wxnsj81', label: 'Lake Institute' },
          collections: [{ slug: 'a/b', address: 'https://hub/collections/a/b', doi: '10.5072/c' }],
          publicSince: '2025-05-06',
          steward: 'Lea Gamper',
        },
      },
    );
    const { attributes } = mapped;
    expect(attributes.creators).toEqual([
      {
        name: 'Lake Institute',
        nameType: 'Organizational',
        nameIdentifiers: [
          {
            nameIdentifier: 'https://ror.org/04wxnsj81',
            nameIdentifierScheme: 'ROR',
            schemeUri: 'https://ror.org',
          },
        ],
      },
    ]);
    expect(attributes.contributors).toContainEqual({
      name: 'Lea Gamper',
      nameType: 'Personal',
      contributorType: 'DataCurator',
    });
    expect(attributes.dates).toContainEqual({ date: '2025-05-06', dateType: 'Available' });
    expect(attributes.relatedIdentifiers).toContainEqual({
      relatedIdentifier: '10.5072/c',
      relatedIdentifierType: 'DOI',
      relationType: 'IsPartOf',
    });
    expect(originMissing(mapped)).toEqual([]);
  });
});
