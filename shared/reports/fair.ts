import type { LandingVerdict } from '../landing/codes.ts';
import type { Attributes, Creator, RecordState } from '../metadata/attributes.ts';
import type { reportText as text } from '../text/reports.en.ts';
import { listOf, textOf } from '../values/tolerant.ts';

/** A record as its evidence for the FAIR principles is judged. */
export interface JudgedRecord {
  readonly state: RecordState;
  readonly attributes: Attributes;
  /** What the last audit said of its landing page; null: none was made. */
  readonly page: LandingVerdict | null;
}

type Test = (attributes: Attributes) => boolean;

export const has =
  (name: keyof Attributes): Test =>
  (attributes) => {
    const value: unknown = attributes[name];
    if (Array.isArray(value)) return value.length > 0;
    if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
    return value !== undefined && value !== null && value !== '';
  };
const someCreator =
  (test: (creator: Creator) => boolean): Test =>
  ({ creators }) =>
    listOf(creators).some(test);
export const hasOrcid = someCreator(({ nameIdentifiers }) =>
  listOf(nameIdentifiers).some(({ nameIdentifier }) =>
    /orcid\.org|^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/i.test(textOf(nameIdentifier)),
  ),
);
const hasRor = someCreator(
  ({ affiliation, nameIdentifiers }) =>
    listOf(affiliation).some(({ affiliationIdentifier }) =>
      /ror\.org/i.test(textOf(affiliationIdentifier)),
    ) ||
    listOf(nameIdentifiers).some(({ nameIdentifier }) => /ror\.org/i.test(textOf(nameIdentifier))),
);
const hasAbstract: Test = ({ descriptions }) =>
  listOf(descriptions).some(
    ({ descriptionType, description }) =>
      descriptionType === 'Abstract' && textOf(description).length >= 100,
  );
const hasLicence: Test = ({ rightsList }) =>
  listOf(rightsList).some(
    ({ rightsUri, rightsIdentifier }) =>
      textOf(rightsUri) !== '' || textOf(rightsIdentifier) !== '',
  );
const hasFunding: Test = ({ fundingReferences }) =>
  listOf(fundingReferences).some(
    ({ funderName, awardNumber }) => textOf(funderName) !== '' && textOf(awardNumber) !== '',
  );
const hasFunderId: Test = ({ fundingReferences }) =>
  listOf(fundingReferences).some(({ funderIdentifier }) => textOf(funderIdentifier) !== '');
const hasControlledTerms: Test = ({ subjects }) =>
  listOf(subjects).some(
    ({ subjectScheme, valueUri }) => textOf(subjectScheme) !== '' || textOf(valueUri) !== '',
  );

interface Principle {
  readonly id: keyof typeof text.fair;
  readonly test: (record: JudgedRecord) => boolean;
}

/** The FAIR principles that metadata can show evidence for (Wilkinson et al. 2016, doi.org/10.1038/sdata.2016.18). */
export const principles: readonly Principle[] = [
  { id: 'F1', test: ({ state }) => state === 'registered' || state === 'findable' },
  { id: 'F2', test: ({ attributes }) => hasAbstract(attributes) && has('subjects')(attributes) },
  { id: 'F4', test: ({ state }) => state === 'findable' },
  { id: 'A1', test: ({ page }) => page === 'good' || page === 'incomplete' },
  { id: 'I1', test: ({ attributes }) => hasOrcid(attributes) || hasRor(attributes) },
  { id: 'I2', test: ({ attributes }) => hasControlledTerms(attributes) },
  { id: 'I3', test: ({ attributes }) => has('relatedIdentifiers')(attributes) },
  { id: 'R1.1', test: ({ attributes }) => hasLicence(attributes) },
  {
    id: 'R1.2',
    test: ({ attributes }) =>
      has('dates')(attributes) && has('creators')(attributes) && has('version')(attributes),
  },
];

export const funderChecks: readonly {
  readonly id: keyof typeof text.funder;
  readonly test: Test;
}[] = [
  { id: 'award', test: hasFunding },
  { id: 'funderId', test: hasFunderId },
  { id: 'orcid', test: hasOrcid },
  { id: 'ror', test: hasRor },
  { id: 'licence', test: hasLicence },
  { id: 'abstract', test: hasAbstract },
];
export const isFunderReady: Test = (attributes) =>
  funderChecks.every(({ test }) => test(attributes));
