import type { MappedCard } from '../cards/card.ts';
import { listOf } from '../values/tolerant.ts';
import { shortRevision } from './hub.ts';
import type { ItemReading } from './item.ts';

/** One point of the metadata-quality report of an item (C12), worst first where it is not met. */
export interface QualityPoint {
  readonly id: string;
  readonly label: string;
  readonly isMet: boolean;
}

/** What a card needs so that its record serves others; each point can be met by its owner alone. */
export function judgeQuality(reading: ItemReading, mapped: MappedCard): readonly QualityPoint[] {
  const { attributes, provenance } = mapped;
  const rules = new Set(provenance.map(({ rule }) => rule));
  const abstract =
    listOf(attributes.descriptions).find(({ descriptionType }) => descriptionType === 'Abstract')
      ?.description ?? '';
  const relations = listOf(attributes.relatedIdentifiers).filter(
    ({ relationType }) => relationType !== 'IsDocumentedBy',
  );
  const point = (id: string, label: string, isMet: boolean): QualityPoint => ({ id, label, isMet });
  return [
    point('card', 'Has a card', reading.hasCard),
    point('title', 'Has a title of its own', !rules.has('title-id')),
    point(
      'people',
      'Names the people who made it',
      !rules.has('creators-owner') && listOf(attributes.creators).length > 0,
    ),
    point(
      'orcid',
      'Gives ORCID iDs of its authors',
      listOf(attributes.creators).some(({ nameIdentifiers }) => listOf(nameIdentifiers).length > 0),
    ),
    point(
      'licence',
      'Names a licence of the SPDX list',
      listOf(attributes.rightsList).some(({ rightsIdentifier }) => rightsIdentifier != null),
    ),
    point('abstract', 'Describes itself in 100 characters or more', abstract.length >= 100),
    point(
      'language',
      'Names its language',
      attributes.language != null ||
        listOf(attributes.subjects).some(({ subjectScheme }) => subjectScheme === 'ISO 639'),
    ),
    point('subjects', 'Has tags or a task', listOf(attributes.subjects).length > 0),
    point(
      'citation',
      'Says how it is cited (CITATION.cff or BibTeX)',
      reading.citationFile !== null || reading.card.citations.length > 0,
    ),
    point('sections', 'Tells its use, limits or making', rules.has('section-text')),
    point('relations', 'Names what it was made from or is described by', relations.length > 0),
  ].sort((one, other) => Number(one.isMet) - Number(other.isMet));
}

/** The report as plain Markdown, to paste into a discussion of the item or a mail. */
export function qualityReport(
  name: string,
  revision: string | null,
  points: readonly QualityPoint[],
): string {
  const met = points.filter(({ isMet }) => isMet).length;
  return [
    `Metadata of ${name}${revision === null ? '' : `, revision ${shortRevision(revision)}`}: ${met} of ${points.length} points met`,
    '',
    ...points.map(({ isMet, label }) => `- [${isMet ? 'x' : ' '}] ${label}`),
  ].join('\n');
}
