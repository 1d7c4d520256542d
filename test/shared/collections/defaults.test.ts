import { describe, expect, it } from 'vitest';

import { applyDefaults, landingPage, mergeDefaults } from '#shared/collections/defaults.ts';
import { itemKey } from '#shared/collections/item-key.ts';

const names = { key: 'a b/1', doi: '10.5072/ab-cd' };

describe('defaults', () => {
  it('fill what an item lacks', () => {
    const filled = applyDefaults(
      { titles: [{ title: 'T' }] },
      {
        publisher: { name: 'Example Institute', publisherIdentifier: 'https://ror.org/04wxnsj81' },
        language: 'en',
        resourceTypeGeneral: 'Dataset',
        resourceType: 'Table',
        rightsIdentifier: 'CC-BY-4.0',
        hostingInstitution: 'Hugging Face',
        publicationYear: 2024,
        urlPattern: 'https://data.example.org/{key}',
        subjects: ['soil'],
      },
      names,
    );
    expect(filled).toEqual({
      titles: [{ title: 'T' }],
      publisher: {
        name: 'Example Institute',
        publisherIdentifier: 'https://ror.org/04wxnsj81',
        publisherIdentifierScheme: 'ROR',
        schemeUri: 'https://ror.org',
      },
      types: { resourceTypeGeneral: 'Dataset', resourceType: 'Table' },
      contributors: [
        { name: 'Hugging Face', nameType: 'Organizational', contributorType: 'HostingInstitution' },
      ],
      url: 'https://data.example.org/a%20b/1',
      language: 'en',
      publicationYear: 2024,
      rightsList: [expect.objectContaining({ rightsIdentifier: 'cc-by-4.0' })],
      subjects: [{ subject: 'soil' }],
    });
  });

  it('never touch what an item brings', () => {
    const item = {
      publisher: { name: 'Other' },
      language: 'de',
      types: { resourceTypeGeneral: 'Software' },
      rightsList: [{ rights: 'Ask us' }],
      publicationYear: 1999,
      url: 'https://example.org/own',
      subjects: [{ subject: 'own' }],
      creators: [{ name: 'Own' }],
      contributors: [{ name: 'Host', contributorType: 'HostingInstitution' }],
    };
    const filled = applyDefaults(
      item,
      {
        publisher: { name: 'Example', publisherIdentifier: 'x' },
        language: 'en',
        resourceTypeGeneral: 'Dataset',
        resourceType: 'Table',
        rightsIdentifier: 'MIT',
        publicationYear: 2024,
        urlPattern: 'https://x.org/{key}',
        subjects: ['soil'],
        creators: [{ name: 'Someone' }],
        hostingInstitution: 'Other host',
      },
      names,
    );
    expect(filled).toEqual(item);
  });

  it('add the identifier to a publisher that is the same', () => {
    const filled = applyDefaults(
      { publisher: 'Example Institute' },
      {
        publisher: { name: 'example institute', publisherIdentifier: 'https://ror.org/04wxnsj81' },
      },
      names,
    );
    expect(filled.publisher).toMatchObject({
      name: 'Example Institute',
      publisherIdentifier: 'https://ror.org/04wxnsj81',
    });
  });

  it('give way to the layer behind them', () => {
    expect(mergeDefaults({ language: 'en', publicationYear: 2020 }, { language: 'de' })).toEqual({
      language: 'de',
      publicationYear: 2020,
    });
  });

  it('make no address when a part of the pattern is missing', () => {
    expect(landingPage('https://x.org/{key}', { key: null, doi: null })).toBeNull();
    expect(landingPage('https://x.org/{suffix}?d={doi}', names)).toBe(
      'https://x.org/ab-cd?d=10.5072/ab-cd',
    );
  });
});

describe('the key of an item', () => {
  it('is the id, else the DOI in lower case, else the address, else the title', () => {
    expect(itemKey('A 1', { doi: '10.5072/X' })).toEqual({ key: 'A 1', from: 'id' });
    expect(itemKey(null, { doi: '10.5072/X', url: 'https://x.org' })).toEqual({
      key: '10.5072/x',
      from: 'doi',
    });
    expect(itemKey(null, { url: 'https://x.org/1' }).from).toBe('url');
    expect(itemKey(null, { titles: [{ title: 'T' }], publicationYear: 2020 })).toEqual({
      key: 'title: t / 2020',
      from: 'title',
    });
    expect(itemKey(null, {})).toEqual({ key: null, from: 'none' });
  });
});
