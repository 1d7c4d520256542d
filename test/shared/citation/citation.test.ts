import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { parse } from 'yaml';
import { citationKey, escapeLatex, toBibtex, toBibtexFile } from '#shared/citation/bibtex.ts';
import { toCitationCff } from '#shared/citation/citation-cff.ts';
import { readCitation, versionLabel } from '#shared/citation/citation-source.ts';
import { citationTypes, spokenType } from '#shared/citation/citation-types.ts';
import { toCslJson } from '#shared/citation/csl-json.ts';
import { citationFormats } from '#shared/citation/export-citation.ts';
import { howToCite, howToCiteMarkdown } from '#shared/citation/how-to-cite.ts';
import { toRis } from '#shared/citation/ris.ts';
import { toJsonLdScript, toSchemaOrg } from '#shared/citation/schema-org.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { termsOf } from '#shared/metadata/schema/vocabularies.ts';

const link = 'https://doi.org/10.14454/a%3Cb%3E';
const record: Attributes = {
  doi: '10.14454/a<b>',
  url: 'https://data.uni-musterstadt.de/dataset/1',
  creators: [
    {
      name: 'Miller, Elizabeth',
      familyName: 'Miller',
      givenName: 'Elizabeth',
      nameIdentifiers: [{ nameIdentifier: '0000-0002-1825-0097', nameIdentifierScheme: 'ORCID' }],
      affiliation: [{ name: 'University of Musterstadt' }],
    },
    { name: 'Ministry of Food and Agriculture', nameType: 'Organizational' },
    { name: 'King, Jr., Martin Luther' },
    { name: 'van der Berg, Anna' },
    { name: 'Madonna' },
  ],
  titles: [
    { title: 'Soil & snow: 100% of the {Alps}' },
    { title: 'A survey', titleType: 'Subtitle' },
  ],
  publisher: {
    name: 'University of Musterstadt',
    publisherIdentifier: 'https://ror.org/04wxnsj81',
  },
  publicationYear: 2021,
  types: { resourceTypeGeneral: 'Dataset', resourceType: 'Time series' },
  subjects: [{ subject: 'Hydrology' }, { subject: 'Snow' }],
  dates: [
    { date: '2021-03-05', dateType: 'Issued' },
    { date: '2020', dateType: 'Created' },
  ],
  language: 'en',
  version: '1.2',
  descriptions: [{ description: 'Line one.<br/>Line\ntwo.', descriptionType: 'Abstract' }],
  rightsList: [
    { rightsIdentifier: 'cc-by-4.0' },
    { rights: 'Open Access', rightsUri: 'info:eu-repo/semantics/openAccess' },
  ],
  relatedIdentifiers: [
    {
      relatedIdentifier: '10.1000/P',
      relatedIdentifierType: 'DOI',
      relationType: 'IsSupplementTo',
    },
    {
      relatedIdentifier: 'arXiv:2103.00020',
      relatedIdentifierType: 'arXiv',
      relationType: 'References',
    },
    {
      relatedIdentifier: 'secret',
      relatedIdentifierType: 'Handle',
      relationType: 'IsReferencedBy',
    },
  ],
  fundingReferences: [{ funderName: 'EC', awardNumber: '42' }],
  geoLocations: [
    { geoLocationPlace: 'Alps', geoLocationPoint: { pointLatitude: 46, pointLongitude: '9.5' } },
  ],
  contentUrl: ['https://data.uni-musterstadt.de/1.zip'],
};

describe('how to cite', () => {
  it('is DataCite’s form, with the full address, encoded', () => {
    expect(howToCite(record)).toBe(
      'Miller, Elizabeth; Ministry of Food and Agriculture; King, Martin Luther, Jr.; van der Berg, Anna; Madonna (2021). ' +
        `Soil & snow: 100% of the {Alps}: A survey (Version 1.2) [Dataset]. University of Musterstadt. ${link}`,
    );
  });

  it('leaves out what the record does not say, and makes nothing up', () => {
    expect(howToCite({})).toBe('');
    expect(howToCite({ titles: [{ title: 'Only a title?' }] })).toBe('Only a title?');
    expect(howToCite({ url: 'https://example.org/x', publisher: 'P' })).toBe(
      'P. https://example.org/x',
    );
  });

  it('cites a commit as a revision, as the hub does', () => {
    expect(['84c083a', '84c083a5d2', 'v2', '2.0', '20240501', ''].map(versionLabel)).toEqual([
      'Revision 84c083a',
      'Revision 84c083a',
      'v2',
      'Version 2.0',
      'Version 20240501',
      '',
    ]);
  });

  it('in Markdown escapes what Markdown would read', () => {
    expect(howToCiteMarkdown({ doi: '10.14454/x_y', titles: [{ title: 'A_b *c* <d>' }] })).toBe(
      'A\\_b \\*c\\* \\<d\\>. <https://doi.org/10.14454/x_y>',
    );
  });
});

describe('BibTeX', () => {
  it('has DOI, version and address in fields of their own, names parted rightly, and everything escaped', () => {
    expect(toBibtex(record)).toBe(
      [
        '@misc{miller2021soil,',
        '  author = {Miller, Elizabeth and {Ministry of Food and Agriculture} and King, Jr., Martin Luther and van der Berg, Anna and {Madonna}},',
        '  title = {{Soil \\& snow: 100\\% of the \\textbraceleft{}Alps\\textbraceright{}: A survey}},',
        '  year = {2021},',
        '  month = {3},',
        '  publisher = {University of Musterstadt},',
        '  version = {1.2},',
        '  note = {Version 1.2},',
        '  doi = {10.14454/a<b>},',
        `  url = {${link}},`,
        '  language = {en},',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('in BibLaTeX says @dataset and the whole date', () => {
    const text = toBibtex(record, { dialect: 'biblatex' });
    expect(text).toMatch(/^@dataset\{miller2021soil,/);
    expect(text).toContain('date = {2021-03-05}');
    expect(text).not.toMatch(/note =|year =/);
  });

  it('puts an article into its journal', () => {
    const article: Attributes = {
      titles: [{ title: 'T' }],
      types: { resourceTypeGeneral: 'JournalArticle' },
      relatedItems: [
        {
          relationType: 'IsPublishedIn',
          titles: [{ title: 'Journal of Snow' }],
          volume: '7',
          issue: '2',
          firstPage: '1',
          lastPage: '9',
        },
      ],
    };
    const text = toBibtex(article);
    expect(text).toMatch(/^@article\{t,/);
    for (const field of [
      'journal = {Journal of Snow}',
      'volume = {7}',
      'number = {2}',
      'pages = {1--9}',
    ]) {
      expect(text).toContain(field);
    }
  });

  it('never breaks its own braces, whatever the text holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        const text = toBibtex({
          titles: [{ title }],
          creators: [{ name: title }],
          doi: `10.5072/${title}`,
        });
        const depth = Array.from(text).reduce((open, character) => {
          expect(open).toBeGreaterThanOrEqual(0);
          return open + (character === '{' ? 1 : character === '}' ? -1 : 0);
        }, 0);
        expect(depth).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives every record of a file a key of its own', () => {
    const keys = Array.from(
      toBibtexFile([record, record, {}, {}]).matchAll(/^@\w+\{([^,]+),/gm),
      (match) => match[1],
    );
    expect(keys).toEqual(['miller2021soil', 'miller2021soil-2', 'record', 'record-2']);
    expect(
      citationKey(
        readCitation({
          creators: [{ name: 'Müßig, Ö.' }],
          titles: [{ title: 'Die Übung' }],
          publicationYear: 1999,
        }),
      ),
    ).toBe('mussig1999ubung');
    expect(escapeLatex('\\a_b~c^d$e#f')).toBe(
      '\\textbackslash{}a\\_b\\textasciitilde{}c\\textasciicircum{}d\\$e\\#f',
    );
  });
});

describe('RIS', () => {
  it('has one tag a line, between TY and ER, in CRLF', () => {
    const lines = toRis(record).split('\r\n');
    expect(lines[0]).toBe('TY  - DATA');
    expect(lines.slice(-2)).toEqual(['ER  - ', '']);
    expect(lines.every((line) => line === '' || /^[A-Z][A-Z0-9] {2}- /.test(line))).toBe(true);
    expect(lines).toEqual(
      expect.arrayContaining([
        'AU  - Miller, Elizabeth',
        'PY  - 2021',
        'DA  - 2021/03/05/',
        'ET  - 1.2',
        `UR  - ${link}`,
        'AB  - Line one. Line two.',
        'KW  - Snow',
      ]),
    );
  });
});

describe('CITATION.cff', () => {
  it('is YAML that reads back as it was meant', () => {
    expect(parse(toCitationCff(record))).toMatchObject({
      'cff-version': '1.2.0',
      type: 'dataset',
      title: 'Soil & snow: 100% of the {Alps}: A survey',
      version: '1.2',
      doi: '10.14454/a<b>',
      url: link,
      'date-released': '2021-03-05',
      license: 'CC-BY-4.0',
      keywords: ['Hydrology', 'Snow'],
      authors: [
        {
          'family-names': 'Miller',
          'given-names': 'Elizabeth',
          orcid: 'https://orcid.org/0000-0002-1825-0097',
          affiliation: 'University of Musterstadt',
        },
        { name: 'Ministry of Food and Agriculture' },
        { 'family-names': 'King', 'given-names': 'Martin Luther', 'name-suffix': 'Jr.' },
        { 'family-names': 'van der Berg', 'given-names': 'Anna' },
        { name: 'Madonna' },
      ],
    });
  });

  it('prefers the citation of what is neither data nor software', () => {
    const cff = parse(
      toCitationCff({ ...record, types: { resourceTypeGeneral: 'Report' } }),
    ) as Record<string, unknown>;
    expect(cff['preferred-citation']).toMatchObject({
      type: 'report',
      year: 2021,
      publisher: { name: 'University of Musterstadt' },
    });
  });

  it('keeps any text through YAML', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (title) => {
        const { title: wanted } = readCitation({ titles: [{ title }] });
        const read = parse(toCitationCff({ titles: [{ title }] })) as { title?: string };
        expect(read.title ?? '').toBe(wanted);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('CSL-JSON', () => {
  it('has names, date parts, version and both identifiers', () => {
    expect(toCslJson(record)).toMatchObject({
      id: link,
      type: 'dataset',
      author: [
        { family: 'Miller', given: 'Elizabeth' },
        { literal: 'Ministry of Food and Agriculture' },
        { family: 'King', given: 'Martin Luther', suffix: 'Jr.' },
        { family: 'van der Berg', given: 'Anna' },
        { literal: 'Madonna' },
      ],
      issued: { 'date-parts': [[2021, 3, 5]] },
      version: '1.2',
      DOI: '10.14454/a<b>',
      URL: link,
      license: 'https://creativecommons.org/licenses/by/4.0/',
    });
    expect(toCslJson({})).toEqual({ id: 'record', type: 'document' });
  });
});

describe('schema.org', () => {
  it('carries people, relations, places, grants and files', () => {
    expect(toSchemaOrg(record)).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'Dataset',
      '@id': link,
      url: 'https://data.uni-musterstadt.de/dataset/1',
      publisher: { '@type': 'Organization', '@id': 'https://ror.org/04wxnsj81' },
      license: 'https://creativecommons.org/licenses/by/4.0/',
      datePublished: '2021-03-05',
      dateCreated: '2020',
      subjectOf: { '@id': 'https://doi.org/10.1000/P' },
      citation: { '@id': 'https://arxiv.org/abs/2103.00020' },
      spatialCoverage: { name: 'Alps', geo: { latitude: '46', longitude: '9.5' } },
      funding: { identifier: '42', funder: { name: 'EC' } },
      distribution: { contentUrl: 'https://data.uni-musterstadt.de/1.zip' },
    });
    const authors = toSchemaOrg(record)['author'] as { name: string; '@type': string }[];
    expect(authors.map((author) => `${author['@type']} ${author.name}`)).toContain(
      'Organization Ministry of Food and Agriculture',
    );
    expect(JSON.stringify(toSchemaOrg(record))).not.toContain('secret');
  });

  it('cannot end the script element that it stands in', () => {
    const text = toJsonLdScript({
      titles: [{ title: '</script><script>alert(1)</script>\u2028' }],
    });
    expect(text).not.toMatch(/<|\u2028/);
    expect(JSON.parse(text)).toMatchObject({ name: '</script><script>alert(1)</script>' });
  });
});

describe('all formats', () => {
  it('know every general type of the schema', () => {
    for (const type of termsOf('resourceTypeGeneral')) {
      const row = citationTypes(type);
      if (!['Award', 'Instrument', 'Other', 'A type of tomorrow'].includes(type)) {
        expect(row === citationTypes('A type of tomorrow'), type).toBe(false);
      }
    }
    expect(spokenType('ComputationalNotebook')).toBe('Computational notebook');
  });

  it('show people the DOI as a full address only (E23)', () => {
    for (const [name, format] of Object.entries(citationFormats)) {
      const text = format.write(record);
      expect(text, name).toContain(link);
      // Fields named doi and DO are for machines; everywhere else a DOI follows its resolver.
      const shown = text.replace(/^(?:\s*doi[ :=]|DO {2}- |\s*"DOI": ).*$/gm, '');
      expect(shown.match(/(?<!https:\/\/doi\.org\/)\b10\.14454\//g), name).toBeNull();
    }
  });

  it('take any JSON without throwing', () => {
    const names = Object.keys(record);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.jsonValue()), (attributes) => {
        for (const format of Object.values(citationFormats)) {
          expect(typeof format.write(attributes as Attributes)).toBe('string');
        }
      }),
      { numRuns: 1000 },
    );
  });
});
