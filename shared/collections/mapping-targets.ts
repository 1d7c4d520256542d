import { parseTarget } from './targets.ts';

export interface MappingTarget {
  readonly target: string;
  readonly label: string;
  readonly group: string;
}

const groups: Readonly<Record<string, readonly (readonly [target: string, label: string])[]>> = {
  Item: [
    ['key', 'Identifier of the item'],
    ['doi', 'DOI'],
    ['url', 'Landing page address'],
    ['version', 'Version'],
    ['language', 'Language'],
    ['types.resourceTypeGeneral', 'Resource type (DataCite list)'],
    ['types.resourceType', 'Resource type in own words'],
    ['identifiers[].identifier', 'Other identifier'],
    ['identifiers[].identifierType', 'Type of the other identifier'],
    ['sizes[]', 'Size'],
    ['formats[]', 'Format'],
  ],
  Titles: [
    ['titles[0].title', 'Title'],
    ['titles[0].lang', 'Language of the title'],
    ['titles[Subtitle].title', 'Subtitle'],
    ['titles[AlternativeTitle].title', 'Alternative title'],
    ['titles[TranslatedTitle].title', 'Translated title'],
  ],
  Creators: [
    ['creators[].name', 'Creators'],
    ['creators[].familyName', 'Family name of the creator'],
    ['creators[].givenName', 'Given name of the creator'],
    ['creators[].nameIdentifier', 'ORCID, ROR or ISNI of the creator'],
    ['creators[].affiliation', 'Affiliation of the creator'],
    ['creators[].affiliationIdentifier', 'ROR of the affiliation'],
    ['creators[].nameType', 'Person or organisation'],
  ],
  Contributors: [
    ['contributors[].name', 'Contributors'],
    ['contributors[].contributorType', 'Role of the contributor'],
    ['contributors[].nameIdentifier', 'ORCID, ROR or ISNI of the contributor'],
    ['contributors[].affiliation', 'Affiliation of the contributor'],
    ['contributors[ContactPerson].name', 'Contact person'],
    ['contributors[DataCollector].name', 'Data collector'],
    ['contributors[DataCurator].name', 'Data curator'],
    ['contributors[DataManager].name', 'Data manager'],
    ['contributors[Editor].name', 'Editor'],
    ['contributors[HostingInstitution].name', 'Hosting institution'],
    ['contributors[ProjectLeader].name', 'Project leader'],
    ['contributors[RightsHolder].name', 'Rights holder'],
    ['contributors[Sponsor].name', 'Sponsor'],
  ],
  Publication: [
    ['publisher.name', 'Publisher'],
    ['publisher.publisherIdentifier', 'ROR of the publisher'],
    ['publicationYear', 'Publication year'],
    ['dates[Issued].date', 'Date issued'],
    ['dates[Created].date', 'Date created'],
    ['dates[Collected].date', 'Date collected'],
    ['dates[Available].date', 'Date available'],
    ['dates[Submitted].date', 'Date submitted'],
    ['dates[Accepted].date', 'Date accepted'],
    ['dates[Updated].date', 'Date updated'],
    ['dates[Valid].date', 'Date valid'],
    ['dates[Coverage].date', 'Time covered'],
    ['dates[Withdrawn].date', 'Date withdrawn'],
  ],
  Description: [
    ['descriptions[Abstract].description', 'Abstract'],
    ['descriptions[Methods].description', 'Methods'],
    ['descriptions[TechnicalInfo].description', 'Technical information'],
    ['descriptions[TableOfContents].description', 'Table of contents'],
    ['descriptions[SeriesInformation].description', 'Series information'],
    ['descriptions[Other].description', 'Other description'],
    ['subjects[].subject', 'Subjects, keywords'],
    ['subjects[].subjectScheme', 'Scheme of the subjects'],
    ['subjects[].valueUri', 'Address of the subject'],
  ],
  Rights: [
    ['rightsList[].rights', 'Licence or rights statement'],
    ['rightsList[].rightsUri', 'Address of the licence'],
    ['rightsList[].rightsIdentifier', 'SPDX identifier of the licence'],
  ],
  Relations: [
    ['relatedIdentifiers[].relatedIdentifier', 'Related identifier'],
    ['relatedIdentifiers[].relationType', 'Kind of relation'],
    ['relatedIdentifiers[].relatedIdentifierType', 'Type of the related identifier'],
    ['relatedIdentifiers[IsSupplementTo].relatedIdentifier', 'Is supplement to'],
    ['relatedIdentifiers[IsDescribedBy].relatedIdentifier', 'Is described by'],
    ['relatedIdentifiers[IsDocumentedBy].relatedIdentifier', 'Is documented by'],
    ['relatedIdentifiers[IsCitedBy].relatedIdentifier', 'Is cited by'],
    ['relatedIdentifiers[References].relatedIdentifier', 'References'],
    ['relatedIdentifiers[IsPartOf].relatedIdentifier', 'Is part of'],
    ['relatedIdentifiers[HasPart].relatedIdentifier', 'Has part'],
    ['relatedIdentifiers[IsVersionOf].relatedIdentifier', 'Is version of'],
    ['relatedIdentifiers[IsNewVersionOf].relatedIdentifier', 'Is new version of'],
    ['relatedIdentifiers[IsPreviousVersionOf].relatedIdentifier', 'Is previous version of'],
    ['relatedIdentifiers[IsDerivedFrom].relatedIdentifier', 'Is derived from'],
    ['relatedIdentifiers[IsSourceOf].relatedIdentifier', 'Is source of'],
  ],
  Funding: [
    ['fundingReferences[].funderName', 'Funder'],
    ['fundingReferences[].funderIdentifier', 'Identifier of the funder'],
    ['fundingReferences[].awardNumber', 'Grant number'],
    ['fundingReferences[].awardTitle', 'Grant title'],
    ['fundingReferences[].awardUri', 'Address of the grant'],
  ],
  Place: [
    ['geoLocations[].geoLocationPlace', 'Place name'],
    ['geoLocations[].pointLatitude', 'Latitude'],
    ['geoLocations[].pointLongitude', 'Longitude'],
    ['geoLocations[].northBoundLatitude', 'Northern latitude'],
    ['geoLocations[].southBoundLatitude', 'Southern latitude'],
    ['geoLocations[].westBoundLongitude', 'Western longitude'],
    ['geoLocations[].eastBoundLongitude', 'Eastern longitude'],
  ],
};

/** Everything a column can be mapped to in the wizard, in the order in which it is offered. */
export const mappingTargets: readonly MappingTarget[] = Object.entries(groups).flatMap(
  ([group, targets]) => targets.map(([target, label]) => ({ target, label, group })),
);

const labels = new Map(mappingTargets.map(({ target, label }) => [target, label]));

/** The words for a target, also for those with a place that the list above does not hold. */
export function targetLabel(target: string): string {
  const known = labels.get(target);
  if (known !== undefined) return known;
  const parsed = parseTarget(target);
  if (parsed === null) return target;
  const member = parsed.member === '' ? '' : `.${parsed.member}`;
  const any = labels.get(`${parsed.list}[]${member}`);
  const place = /^\d+$/.test(parsed.selector ?? '')
    ? String(Number(parsed.selector) + 1)
    : parsed.selector;
  return any === undefined ? target : `${any} (${place ?? ''})`;
}
