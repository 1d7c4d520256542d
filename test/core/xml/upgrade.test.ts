import { describe, expect, it } from 'vitest';
import { parseXml } from '#core/xml/parse-xml.ts';
import { validateMetadata } from '#shared/metadata/validate.ts';
import { upgradeAttributes } from '#shared/metadata/upgrade.ts';
import { readDataciteXml } from '#shared/metadata/xml/read.ts';
import { bodies, hasOfficial } from './official.ts';

const kernel2 = `<?xml version="1.0"?>
<k:resource xmlns:k="http://datacite.org/schema/kernel-2.2">
  <k:identifier identifierType="DOI">10.14454/old</k:identifier>
  <k:creators><k:creator><k:creatorName> Lindqvist, Maja
  </k:creatorName></k:creator></k:creators>
  <k:titles><k:title>Ice</k:title></k:titles>
  <k:publisher>Data Commons</k:publisher>
  <k:publicationYear>2011</k:publicationYear>
  <k:contributors>
    <k:contributor contributorType="Funder"><k:contributorName>Research Council</k:contributorName><k:nameIdentifier nameIdentifierScheme="ISNI">0000000121032683</k:nameIdentifier></k:contributor>
    <k:contributor contributorType="Editor"><k:contributorName>Tamm, Kaarel</k:contributorName></k:contributor>
  </k:contributors>
  <k:dates><k:date dateType="StartDate">2009</k:date><k:date dateType="EndDate">2010</k:date></k:dates>
  <k:resourceType resourceTypeGeneral="Film">Time lapse</k:resourceType>
  <k:rights>CC BY</k:rights>
  <k:lastMetadataUpdate>2011-06-01</k:lastMetadataUpdate>
</k:resource>`;

const kernel3 = `<resource xmlns="http://datacite.org/schema/kernel-3">
  <identifier identifierType="DOI">10.14454/older</identifier>
  <geoLocations>
    <geoLocation><geoLocationPoint>31.233 -67.302</geoLocationPoint></geoLocation>
    <geoLocation><geoLocationBox>41.090 -71.032  42.893 -68.211</geoLocationBox><geoLocationPlace>Atlantic</geoLocationPlace></geoLocation>
    <geoLocation><geoLocationPoint>somewhere</geoLocationPoint></geoLocation>
  </geoLocations>
</resource>`;

describe('records in older kernels', () => {
  it('of kernel 2.2 are read with every value in its new place', () => {
    const { attributes, schemaVersion, changes } = readDataciteXml(parseXml(kernel2));
    expect(schemaVersion).toBe('http://datacite.org/schema/kernel-2.2');
    expect(attributes).toEqual({
      doi: '10.14454/old',
      creators: [{ name: 'Lindqvist, Maja' }],
      titles: [{ title: 'Ice' }],
      publisher: { name: 'Data Commons' },
      publicationYear: 2011,
      contributors: [{ name: 'Tamm, Kaarel', contributorType: 'Editor' }],
      dates: [
        { date: '2009', dateType: 'Other', dateInformation: 'StartDate' },
        { date: '2010', dateType: 'Other', dateInformation: 'EndDate' },
      ],
      types: { resourceTypeGeneral: 'Audiovisual', resourceType: 'Time lapse' },
      rightsList: [{ rights: 'CC BY' }],
      fundingReferences: [
        {
          funderName: 'Research Council',
          funderIdentifier: '0000000121032683',
          funderIdentifierType: 'ISNI',
        },
      ],
    });
    expect(changes.map(({ path, needsDecision }) => `${path}${needsDecision ? '?' : ''}`)).toEqual([
      '',
      'rightsList',
      'types.resourceTypeGeneral',
      'dates[0].dateType?',
      'dates[1].dateType?',
      'fundingReferences',
    ]);
    expect(
      validateMetadata({ ...attributes, url: 'https://example.org/' }, { state: 'findable' }),
    ).toEqual([]);
  });

  it('of kernel 3 have their coordinates split, and a person is asked where that cannot be', () => {
    const { attributes, changes } = readDataciteXml(parseXml(kernel3));
    expect(attributes.geoLocations).toEqual([
      { geoLocationPoint: { pointLatitude: 31.233, pointLongitude: -67.302 } },
      {
        geoLocationBox: {
          southBoundLatitude: 41.09,
          westBoundLongitude: -71.032,
          northBoundLatitude: 42.893,
          eastBoundLongitude: -68.211,
        },
        geoLocationPlace: 'Atlantic',
      },
      {},
    ]);
    expect(changes.filter(({ needsDecision }) => needsDecision).map(({ path }) => path)).toEqual([
      'geoLocations[2].geoLocationPoint',
      'types.resourceTypeGeneral',
    ]);
  });

  it.skipIf(!hasOfficial)('that the service refuses as XML are valid once read', () => {
    const old = bodies().filter(({ file }) => file.includes('xml-kernel-'));
    expect(old).toHaveLength(4);
    for (const { file, body } of old) {
      const { xml } = (body as { data: { attributes: { xml: string } } }).data.attributes;
      const { attributes } = readDataciteXml(parseXml(Buffer.from(xml, 'base64')));
      const errors = validateMetadata(
        { ...attributes, url: 'https://example.org/' },
        { state: 'findable' },
      ).filter(({ severity }) => severity === 'error');
      expect(errors, file).toEqual([]);
    }
  });

  it('stored as JSON are brought to kernel 4 for the next update', () => {
    const stored = {
      schemaVersion: 'http://datacite.org/schema/kernel-3',
      types: { resourceTypeGeneral: 'Dataset' },
      contributors: [
        {
          name: 'Council',
          contributorType: 'Funder',
          nameIdentifiers: [{ nameIdentifier: 'https://doi.org/10.13039/501100001659' }],
        },
      ],
    };
    const { attributes, changes } = upgradeAttributes(stored);
    expect(attributes).toEqual({
      schemaVersion: 'http://datacite.org/schema/kernel-4',
      types: { resourceTypeGeneral: 'Dataset' },
      fundingReferences: [
        {
          funderName: 'Council',
          funderIdentifier: 'https://doi.org/10.13039/501100001659',
          funderIdentifierType: 'Crossref Funder ID',
        },
      ],
    });
    expect(changes.map(({ path }) => path)).toEqual(['fundingReferences', 'schemaVersion']);
  });

  it('that are right already stay the same object', () => {
    const right = {
      types: { resourceTypeGeneral: 'Text' },
      dates: [{ date: '2020', dateType: 'Issued' }],
    };
    const { attributes, changes } = upgradeAttributes(right);
    expect(attributes).toBe(right);
    expect(changes).toEqual([]);
  });
});
