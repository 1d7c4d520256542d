import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { asDoi } from '#shared/doi/doi.ts';
import { judgeLanding } from '#shared/landing/judge.ts';
import type { AuditedItem } from '#shared/landing/match-item.ts';
import { readPageFacts } from '#shared/landing/page-facts.ts';
import { toEml } from '#shared/removal/eml.ts';
import { escapeText, safeAddress } from '#shared/removal/html.ts';
import { judgePage } from '#shared/removal/judge-page.ts';
import { landingPage, tombstonePage } from '#shared/removal/page-html.ts';
import { doiOfPage, pageName } from '#shared/removal/page-name.ts';
import type { PageSource } from '#shared/removal/page-parts.ts';
import { accentProblem, logoProblem, plainTemplate } from '#shared/removal/page-template.ts';
import { caseEvents, caseStatuses, caseTransitions, isEnded } from '#shared/removal/case-table.ts';
import { emptyTombstone } from '#shared/removal/tombstone.ts';
import { restoredAttributes, withdrawnAttributes } from '#shared/removal/withdrawn-attributes.ts';
import { mustExist } from '#shared/support/assert.ts';
import { propertyRuns } from '../../property-runs.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');
const setting = { template: plainTemplate, sha256, metadataName: 'a.json' };
const source: PageSource = {
  doi: '10.1234/abc',
  attributes: {
    titles: [{ title: 'Lake levels' }],
    creators: [
      { name: 'Brunner, Lea', nameType: 'Personal', givenName: 'Lea', familyName: 'Brunner' },
    ],
    publisher: 'Institute',
    publicationYear: 2024,
    types: { resourceTypeGeneral: 'Dataset' },
    descriptions: [
      { description: 'Daily means.', descriptionType: 'Abstract' },
      { description: 'For teaching only.', descriptionType: 'TechnicalInfo' },
    ],
    rightsList: [{ rightsIdentifier: 'CC-BY-4.0' }],
  },
  versions: [{ doi: '10.1234/abd', title: 'Lake levels', version: '2' }],
  place: null,
  isPractice: false,
};
const tombstone = {
  ...emptyTombstone,
  reason: 'retracted',
  statement: 'It was found to be wrong, and its authors have retracted it.',
  contact: 'data@example.org',
  decidedBy: 'Head',
  withdrawnDate: '2026-03-05',
  successorDoi: '10.1234/abd',
  successorRelation: 'IsObsoletedBy',
} as const;

describe('pages', () => {
  test('a tombstone says what a guideline asks, to people and to machines, without scripts', () => {
    const { html, jsonLd } = tombstonePage(source, tombstone, setting);
    for (const text of [
      'https://doi.org/10.1234/abc',
      tombstone.statement,
      'It was retracted',
      'Brunner, Lea (2024). Lake levels [Dataset]. Institute. https://doi.org/10.1234/abc',
      'mailto:data@example.org',
      'rel="cite-as" href="https://doi.org/10.1234/abc"',
      'name="citation_doi" content="10.1234/abc"',
      'https://doi.org/10.1234/abd',
      'default-src &#39;none&#39;',
    ]) {
      expect(html).toContain(text);
    }
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(JSON.parse(jsonLd)).toMatchObject({
      creativeWorkStatus: 'Withdrawn',
      supersededBy: { '@id': 'https://doi.org/10.1234/abd' },
    });
    expect(tombstonePage(source, tombstone, setting).html).toBe(html);
  });

  test('of practice nothing looks like a real DOI', () => {
    const practice: PageSource = {
      ...source,
      doi: '10.5072/abc',
      versions: [{ doi: '10.5072/abd', title: 'Lake levels', version: '2' }],
      place: {
        kind: 'version',
        number: 1,
        count: 2,
        canonical: '10.5072/all',
        newer: '10.5072/abd',
        isOutdated: true,
      },
      isPractice: true,
    };
    const words = { ...tombstone, successorDoi: '10.5072/abd' };
    const where = { language: 'en', itemUrl: 'https://repository.example.org/1' } as const;
    for (const { html, jsonLd } of [
      tombstonePage(practice, words, setting),
      tombstonePage(practice, { ...words, visibility: 'minimal' }, setting),
      tombstonePage(practice, { ...words, citation: 'A. https://doi.org/10.5072/abc' }, setting),
      landingPage(practice, where, setting),
    ]) {
      expect(html).toContain('this page was made for training');
      expect(html).toContain('https://practice.invalid/10.5072/abc');
      expect(html).not.toMatch(/<a href="[^"]*10\.5072/);
      expect(html + jsonLd).not.toContain('doi.org');
    }
    expect(tombstonePage(practice, words, setting).html).toContain('[PRACTICE] Lake levels');
  });

  test('what was taken out of the citation stands nowhere in the page', () => {
    for (const redacted of [
      { ...tombstone, citation: 'Name withheld (2024). Lake levels.' },
      { ...tombstone, visibility: 'minimal' } as const,
    ]) {
      const { html, jsonLd } = tombstonePage(source, redacted, setting);
      expect(html + jsonLd).not.toContain('Brunner');
    }
  });

  test('a landing page has the citation, the link, the metadata, the use and the rights', () => {
    const what = { language: 'en', itemUrl: 'https://data.example.org/abc/v1' } as const;
    const { html } = landingPage(source, what, setting);
    for (const text of ['Brunner, Lea (2024)', what.itemUrl, 'a.json', 'For teaching only.']) {
      expect(html).toContain(text);
    }
    expect(html).toContain('(CC-BY-4.0)');
    expect(html).toContain('You may use, change and share it, also commercially, if you name');
    expect(html).toMatch(
      /<link rel="license" href="https:\/\/creativecommons\.org\/licenses\/by\/4\.0/,
    );
    const gated = {
      ...source,
      attributes: {
        ...source.attributes,
        rightsList: [
          { rights: 'Our terms' },
          { rightsUri: 'http://purl.org/coar/access_right/c_16ec' },
        ],
      },
    };
    const asked = landingPage(gated, { ...what, language: 'de' }, setting).html;
    expect(asked).toContain('Sie müssen den Zugang zuerst anfragen.');
    expect(asked).toContain('Lesen Sie vor der Nutzung die Bedingungen.');
  });

  test('names of pages are injective and safe on every file system', () => {
    const dois = [
      '10.1/a/b',
      '10.1/a_2fb',
      '10.1/A',
      '10.1/con',
      '10.1/..',
      '10.1/é',
      `10.1/${'x'.repeat(240)}`,
    ];
    const names = dois.map(pageName);
    expect(new Set(names).size).toBe(dois.length);
    expect(pageName('10.1/A')).toBe(pageName('10.1/a'));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 40 }), (codes) => {
        const suffix = String.fromCodePoint(...codes);
        const doi = `10.1234/${suffix.toWellFormed().toLowerCase()}`;
        const name = pageName(doi);
        const parts = name.split('/');
        return (
          /^[a-z0-9._/-]+$/.test(name) &&
          !parts.some((part) => /^\.|\.$|^(?:con|nul)(?:\.|$)/.test(part)) &&
          doiOfPage(name) === doi.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
        );
      }),
      { numRuns: Math.min(100, propertyRuns) },
    );
  });

  test('text is escaped once, and only addresses that may be followed become links', () => {
    expect(escapeText('<b> & "x" \u0000')).toBe('&lt;b&gt; &amp; &quot;x&quot; \ufffd');
    for (const bad of ['javascript:alert(1)', ' https://a.b', 'data:text/html,x', 'https://a@b.c/'])
      expect(safeAddress(bad)).toBe(null);
    expect(logoProblem('data:image/svg+xml;base64,AAAA')).toBe('not-a-picture');
    expect(accentProblem('#ffee00')).toBe('too-pale');
    expect(accentProblem('red')).toBe('not-a-colour');
  });

  test('our own audit finds nothing that our pages lack (E32, A17)', () => {
    const url = 'https://pages.example.org/10.1234_2fabc.html';
    const item: AuditedItem = {
      doi: mustExist(asDoi(source.doi), source.doi),
      title: 'Lake levels',
      creators: ['Brunner'],
      year: '2024',
      publisher: 'Institute',
      url,
    };
    const audited = (html: string, status: number) =>
      judgeLanding(item, {
        hops: [],
        failure: null,
        page: {
          url,
          status,
          headers: { 'content-type': 'text/html; charset=utf-8' },
          facts: readPageFacts(html),
          isCut: false,
          hasBadCharset: false,
        },
      });
    const landing = landingPage(
      source,
      { language: 'en', itemUrl: 'https://a.example/1' },
      setting,
    );
    const gone = tombstonePage(source, tombstone, setting).html;
    for (const [html, status] of [
      [landing.html, 200],
      [gone, 200],
      [gone, 410],
    ] as const) {
      const { verdict, findings, checks } = audited(html, status);
      const lacks = findings.filter(({ code }) => code !== 'says-withdrawn');
      expect([verdict, lacks]).toEqual(['good', []]);
      expect(new Set(Object.values(checks))).toEqual(new Set(['met']));
    }
  });

  test('what answers 200 and is not our page is found out', () => {
    const { html } = tombstonePage(source, tombstone, setting);
    const what = {
      address: 'https://doi.org/10.1234/abc',
      mark: tombstone.statement,
      expected: html,
    };
    const judged = (status: number, contentType: string, body: string) =>
      judgePage({ status, contentType, body }, what);
    expect(judged(200, 'text/html', html)).toBe(null);
    expect(judged(410, 'text/html; charset=utf-8', html)).toBe(null);
    expect(judged(404, 'text/html', html)).toBe('not-there');
    expect(judged(301, 'text/html', html)).toBe('moved');
    expect(judged(200, 'application/pdf', html)).toBe('not-html');
    expect(judged(200, 'text/html', '<h1>Not found</h1>')).toBe('no-doi');
    expect(judged(200, 'text/html', '<input type="password">')).toBe('login');
    for (const other of [
      html.replaceAll(tombstone.statement, 'x'),
      html.replace(/<main>[^]*<\/main>/, '<main>https://doi.org/10.1234/abc</main>'),
      // The edition before a name was taken out of the citation.
      tombstonePage(source, { ...tombstone, citation: 'Withheld (2024).' }, setting).html,
    ]) {
      expect(judged(200, 'text/html', other)).toBe('no-statement');
    }
    const added = html.replace('</body>', '<p>Our server counts visits.</p>\n</body>');
    expect(judged(200, 'text/html', added)).toBe(null);
  });

  test('withdrawing twice is withdrawing once, and restoring gives what was there', () => {
    const dates = [{ date: '2024', dateType: 'Issued' }];
    const before = { ...source.attributes, url: 'https://a.example/1', dates };
    const gone = withdrawnAttributes(before, tombstone, 'https://p.example/1.html');
    expect(withdrawnAttributes(gone, tombstone, 'https://p.example/1.html')).toEqual(gone);
    expect(restoredAttributes(gone, before, tombstone)).toEqual(before);
    const added = {
      ...gone,
      dates: [...(gone.dates ?? []), { date: '2025', dateType: 'Updated' }],
    };
    expect(restoredAttributes(added, before, tombstone).dates).toEqual([
      ...dates,
      { date: '2025', dateType: 'Updated' },
    ]);
  });

  test('a letter is a draft that no header can break out of', () => {
    const eml = toEml(
      { from: '', to: 'a@b.c\r\nBcc: x@y.z', subject: 'Größe\nX: 1', body: 'Zürich = 3\n.' },
      0,
    );
    expect(eml.split('\r\n\r\n', 1)[0]).not.toMatch(/^(?:Bcc|X):/m);
    expect(eml).toContain('X-Unsent: 1');
    expect(eml).toContain('Z=C3=BCrich =3D 3');
  });

  test('every status of a case can be left or is an end, and every event is used', () => {
    for (const status of caseStatuses) {
      expect(Object.keys(caseTransitions[status]).length).toBeGreaterThan(0);
      if (isEnded(status)) expect(Object.values(caseTransitions[status])).not.toContain('working');
    }
    const used = new Set(caseStatuses.flatMap((status) => Object.keys(caseTransitions[status])));
    expect(caseEvents.filter((event) => !used.has(event))).toEqual([]);
  });
});
