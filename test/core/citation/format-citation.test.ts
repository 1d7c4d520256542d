import { describe, expect, it } from 'vitest';
import {
  addCitationStyle,
  bundledStyles,
  citationLocales,
  formatCitations,
} from '#core/citation/format-citation.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';

const record: Attributes = {
  doi: '10.14454/a<b>',
  creators: [{ name: 'Miller, Elizabeth' }, { name: 'Gradient AI', nameType: 'Organizational' }],
  titles: [{ title: 'Soil moisture of the Alps' }],
  publisher: 'University of Musterstadt',
  publicationYear: 2021,
  types: { resourceTypeGeneral: 'Dataset' },
  version: '1.2',
};
const link = 'https://doi.org/10.14454/a%3Cb%3E';
const style = (body: string): string =>
  `<?xml version="1.0"?><style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>T</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info>${body}</style>`;

describe('citations in CSL styles', () => {
  it('are those of APA, Chicago, Vancouver and Harvard, with the full address', async () => {
    const each = await Promise.all(
      bundledStyles.map(async (name) => (await formatCitations([record], { style: name }))[0]),
    );
    expect(each).toEqual([
      `Miller, E. & Gradient AI. (2021). Soil moisture of the Alps (Version 1.2) [Dataset]. University of Musterstadt. ${link}`,
      `Miller, Elizabeth and Gradient AI. “Soil Moisture of the Alps.” Dataset. University of Musterstadt, 2021. ${link}.`,
      `Miller E, Gradient AI. Soil moisture of the Alps [Dataset] [Internet]. University of Musterstadt; 2021. Available from: ${link}`,
      `Miller, E. and Gradient AI (2021) “Soil moisture of the Alps.” University of Musterstadt. Available at: ${link}.`,
    ]);
  });

  it('come one for each record, in their order, equal and empty records too', async () => {
    const second = { ...record, titles: [{ title: 'Another' }] };
    const texts = await formatCitations([second, record, record, {}], { style: 'vancouver' });
    expect(texts).toHaveLength(4);
    expect(texts[0]).toContain('Another');
    expect(texts[1]).toBe(texts[2]);
    expect(await formatCitations([])).toEqual([]);
  });

  it('do not tell one record from the next by letters or dashes, as a list would', async () => {
    const second = { ...record, titles: [{ title: 'Another' }] };
    for (const style of bundledStyles) {
      const together = await formatCitations([record, second], { style });
      expect(together[1]).toBe((await formatCitations([second], { style }))[0]);
    }
  });

  it('speak the five bundled languages', async () => {
    const texts = await Promise.all(
      citationLocales.map(
        async (locale) => (await formatCitations([record], { style: 'harvard', locale }))[0],
      ),
    );
    expect(new Set(texts).size).toBeGreaterThan(3);
  });

  it('in HTML let nothing of a title become markup that acts', async () => {
    const evil = {
      ...record,
      titles: [{ title: '<script>alert(1)</script> & <img src=x onerror=y>' }],
    };
    const [html = ''] = await formatCitations([evil], { format: 'html' });
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('alert(1)');
  });

  it('say which styles there are when one is unknown', async () => {
    await expect(formatCitations([record], { style: 'mla' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('take a style that a steward adds', async () => {
    await addCitationStyle(
      'short',
      style('<bibliography><layout><text variable="title"/></layout></bibliography>'),
    );
    expect(await formatCitations([record], { style: 'short' })).toEqual([
      'Soil moisture of the Alps',
    ]);
  });

  it.each([
    ['apa', style('<bibliography/>'), /bundled/],
    ['Bad Name', style('<bibliography/>'), /name/],
    ['x', '<html/>', /not a CSL/],
    ['x', style(''), /no bibliography/],
    [
      'x',
      style('<info><link rel="independent-parent"/></info><bibliography/>'),
      /points at another/,
    ],
    ['x', `<!DOCTYPE x [<!ENTITY a "b">]>${style('<bibliography/>')}`, /document type/],
  ])('refuse the style %s that cannot be used', async (name, xml, reason) => {
    await expect(addCitationStyle(name, xml)).rejects.toMatchObject({
      code: 'VALIDATION',
      message: expect.stringMatching(reason) as string,
    });
  });
});
