import { describe, expect, it } from 'vitest';

import type { Card, MappedCard } from '#shared/cards/card.ts';
import { identifyCard } from '#shared/cards/identify-card.ts';
import { mapCard } from '#shared/cards/map-card.ts';
import { arxivDoi } from '#shared/cards/map-relations.ts';
import { isPlaceholder, plainText, readSections } from '#shared/cards/markdown.ts';
import { readCitations } from '#shared/cards/read-citations.ts';
import { splitCard } from '#shared/cards/split-card.ts';

function map(front: Record<string, unknown>, body = '', more: Partial<Card> = {}): MappedCard {
  return mapCard({
    id: 'owner/name',
    kind: 'dataset',
    front,
    body,
    citations: readCitations(body),
    ...more,
  });
}

const codes = ({ findings }: MappedCard): string[] => findings.map(({ code }) => code);

describe('mapping a card', () => {
  it('says of every value where it comes from', () => {
    const { attributes, provenance } = map(
      {
        pretty_name: 'Snow depth',
        license: 'cc-by-4.0',
        language: ['en'],
        task_categories: ['tabular-regression'],
        size_categories: ['1K<n<10K'],
        source_datasets: ['extended|squad', 'original'],
        tags: ['snow', 'region:us', 'arxiv:2002.00293'],
      },
      '## Dataset Description\n- **Homepage:** https://x.org\n### Dataset Summary\nDaily **snow** depth.\n' +
        '## Citation\n@misc{k, author={Doe, Jane}, year={2021}}\n',
    );
    expect(attributes).toMatchObject({
      titles: [{ title: 'Snow depth' }, { title: 'owner/name', titleType: 'AlternativeTitle' }],
      creators: [{ name: 'Doe, Jane', nameType: 'Personal' }],
      publicationYear: 2021,
      types: { resourceTypeGeneral: 'Dataset' },
      url: 'https://huggingface.co/datasets/owner/name',
      language: 'en',
      subjects: [
        { subject: 'tabular-regression', subjectScheme: 'Hugging Face task' },
        { subject: 'snow', subjectScheme: 'Hugging Face tag' },
      ],
      rightsList: [{ rightsIdentifier: 'cc-by-4.0', rightsIdentifierScheme: 'SPDX' }],
      descriptions: [{ description: 'Daily snow depth.', descriptionType: 'Abstract' }],
      sizes: ['1K<n<10K rows'],
      identifiers: [{ identifier: 'owner/name', identifierType: 'Hugging Face repository id' }],
      relatedIdentifiers: [
        {
          relatedIdentifier: '10.48550/arXiv.2002.00293',
          relatedIdentifierType: 'DOI',
          relationType: 'IsDescribedBy',
        },
        { relatedIdentifier: 'https://x.org', relationType: 'IsDocumentedBy' },
        {
          relatedIdentifier: 'https://huggingface.co/datasets/squad',
          relationType: 'IsDerivedFrom',
        },
      ],
    });
    const told = provenance.map(({ path }) => path.replace(/[[.].*/, ''));
    expect(Object.keys(attributes).filter((name) => !told.includes(name))).toEqual([]);
  });

  it('makes up nothing where the card says nothing', () => {
    const mapped = map({}, '# Dataset Card for [Dataset Name]\n\n[More Information Needed]\n', {
      kind: null,
      id: null,
    });
    expect(mapped.attributes).toEqual({});
    expect(codes(mapped)).toEqual([
      'card-citation-missing',
      'card-kind-unknown',
      'card-licence-missing',
      'card-abstract-missing',
    ]);
  });

  it.each([
    [{ license: 'unknown' }, [], 'card-licence-unknown'],
    [
      { license: 'other', license_name: 'Own terms', license_link: 'https://x.org/t' },
      [{ rights: 'Own terms', rightsUri: 'https://x.org/t' }],
      'card-licence-custom',
    ],
    [
      { license: 'bsd' },
      [{ rights: 'BSD licence (which one is not said)' }],
      'card-licence-unclear',
    ],
    [
      { license: ['llama2'] },
      [{ rights: 'Llama 2 Community License Agreement' }],
      'card-licence-custom',
    ],
    [{}, [], 'card-licence-missing'],
  ])('never takes the licence %j for another one', (front, rights, code) => {
    const mapped = map(front);
    expect(mapped.attributes.rightsList ?? []).toEqual(rights);
    expect(codes(mapped)).toContain(code);
  });

  it('reads model cards: base models, data sets, results', () => {
    const { attributes } = map(
      {
        base_model: ['a/base'],
        base_model_relation: 'quantized',
        datasets: ['d/set'],
        library_name: 'transformers',
        pipeline_tag: 'text-classification',
        co2_eq_emissions: { emissions: 12.5 },
        'model-index': [
          {
            name: 'Tiny',
            results: [
              { dataset: { name: 'Set', type: 'd/eval' }, metrics: [{ name: 'F1', value: 0.9 }] },
            ],
          },
        ],
      },
      '',
      { kind: 'model' },
    );
    expect(attributes).toMatchObject({
      titles: [{ title: 'Tiny' }, {}],
      types: { resourceTypeGeneral: 'Model', resourceType: 'Machine learning model' },
      url: 'https://huggingface.co/owner/name',
      relatedIdentifiers: [
        { relatedIdentifier: 'https://huggingface.co/a/base', relationType: 'IsVariantFormOf' },
        {
          relatedIdentifier: 'https://huggingface.co/datasets/d/set',
          relationType: 'IsDerivedFrom',
        },
        { relatedIdentifier: 'https://huggingface.co/datasets/d/eval', relationType: 'References' },
      ],
      descriptions: [
        {
          description:
            'Library: transformers. Emissions of training: 12.5 g CO2eq. Results reported in the card: F1 0.9 on Set.',
          descriptionType: 'TechnicalInfo',
        },
      ],
    });
  });

  it('asks before an item that has a DOI gets a second one', () => {
    const mapped = map({ tags: ['doi:10.57967/hf/0039'] });
    expect(mapped.findings).toContainEqual(
      expect.objectContaining({ code: 'card-has-doi', gate: 'asks' }),
    );
    expect(mapped.attributes).not.toHaveProperty('doi');
  });

  it('bears lists where text belongs, text where lists belong, numbers and nulls', () => {
    const odd: unknown[] = [
      null,
      1,
      true,
      '',
      'text',
      [],
      [null, [1, ['x']]],
      { a: { b: { c: { d: 1 } } } },
      ['a', 'a'],
    ];
    const fields = [
      'pretty_name',
      'license',
      'language',
      'tags',
      'datasets',
      'base_model',
      'model-index',
      'size_categories',
      'source_datasets',
      'co2_eq_emissions',
      'paperswithcode_id',
      'doi',
    ];
    for (const value of odd) {
      for (const kind of ['dataset', 'model', null] as const) {
        expect(() =>
          map(Object.fromEntries(fields.map((field) => [field, value])), '', { kind }),
        ).not.toThrow();
      }
    }
  });

  it('names several languages as subjects and none as the language', () => {
    const { attributes } = map({ language: ['en', 'nb', 'multilingual', 'code'] });
    expect(attributes).not.toHaveProperty('language');
    expect(attributes.subjects?.map(({ classificationCode }) => classificationCode)).toEqual([
      'en',
      'nb',
    ]);
    expect(map({ language: 'no' }).attributes.language).toBe('no');
  });
});

describe('the parts of a card', () => {
  it('finds front matter behind blank lines and a byte order mark, with Windows line ends', () => {
    expect(splitCard('\ufeff\r\n---\r\na: 1\r\n---\r\ntext')).toEqual({
      front: 'a: 1',
      frontLine: 3,
      body: 'text',
      isUnclosed: false,
    });
    expect(splitCard('text\n---\n')).toMatchObject({ front: null });
  });

  it('takes no # in code for a heading', () => {
    const sections = readSections('# One\n```\n# no\n```\ntext\n## Two ##\nmore');
    expect(sections.map(({ level, heading }) => [level, heading])).toEqual([
      [0, ''],
      [1, 'One'],
      [2, 'Two'],
    ]);
  });

  it('makes plain text of Markdown and HTML', () => {
    expect(
      plainText(
        '[![badge](https://b.org/x.svg)](https://b.org)\n<p align="center">A **bold** [link](https://x.org/a_(b)) &amp; `code`</p>\n\n' +
          '| a | b |\n|---|---|\n\n<!-- hidden -->\n```py\ncode\n```\n\n[More Information Needed]\n\nsnake_case_name stays, 1 < 2.',
      ),
    ).toBe('A bold link & code\n\nsnake_case_name stays, 1 < 2.');
  });

  it.each([
    '[More Information Needed]',
    '[Needs More Information]',
    'N/A',
    '**TODO**',
    '[More Information Needed](https://github.com/x#y)',
    '  ',
  ])('takes “%s” for a placeholder', (text) => {
    expect(isPlaceholder(text)).toBe(true);
  });

  it.each([
    ['https://arxiv.org/pdf/2010.14678v1.pdf', '10.48550/arXiv.2010.14678'],
    ['arXiv:cs/0112017', '10.48550/arXiv.cs/0112017'],
    ['https://example.org/2010.14678', null],
  ])('reads %s as %s', (text, doi) => {
    expect(arxivDoi(text)).toBe(doi);
  });

  it.each([
    ['hub/datasets--owner--my--name/snapshots/abc', 3, 'README.md', 'owner/my--name dataset'],
    ['cards/owner/name', 2, 'README.md', 'owner/name null'],
    ['name', 0, 'README.md', 'name null'],
    ['cards', 0, 'adversarial_qa.md', 'adversarial_qa null'],
    ['cards', 0, 'owner--name.md', 'owner/name null'],
    ['a folder', 0, 'README.md', 'null null'],
  ])('knows the repository of %s (%i inside)/%s', (folders, depth, fileName, expected) => {
    const { id, kind } = identifyCard({ folders: folders.split('/'), depth, fileName }, {}, '');
    expect(`${String(id)} ${String(kind)}`).toBe(expected);
  });
});
