import { parseDoi } from '../doi/doi.ts';
import type { Attributes, Creator } from '../metadata/attributes.ts';
import { present } from '../support/present.ts';
import type { Card, CardAuthor, HubProfile, MappedCard } from './card.ts';
import { huggingFace, hubAddress } from './card.ts';
import { mapLicence } from './card-licence.ts';
import type { ChosenCitation } from './choose-citation.ts';
import { chooseCitation } from './choose-citation.ts';
import type { Draft } from './draft.ts';
import { cardFinding } from './draft.ts';
import { objectList, textList, textOf } from './front-values.ts';
import { mapDescriptions, mapSizes } from './map-descriptions.ts';
import { citationName, isOfItem, mapRelations } from './map-relations.ts';
import { languageCodes, mapSubjects } from './map-subjects.ts';
import type { Section } from './markdown.ts';
import { isPlaceholder, plainLine, readSections } from './markdown.ts';

/**
 * Makes a record of a card, by the table of requirements.md 4.5. Each value says where it comes from. What the card does
 * not say stays empty and is told: no author, year or licence is ever made up.
 */
export function mapCard(card: Card, hub: HubProfile = huggingFace): MappedCard {
  const draft: Draft = { provenance: [], findings: [] };
  const sections = readSections(card.body);
  const title = mapTitle(card, sections, draft);
  const chosen = chooseCitation(card.citations, [
    title ?? '',
    textOf(card.front['pretty_name']),
    lastPart(card.id),
  ]);
  const subjects = mapSubjects(card.front);
  draft.provenance.push(...subjects.provenance);
  const attributes = present({
    titles: mapTitles(title, card.id, draft),
    ...mapCitation(card, chosen, draft),
    types: mapType(card, draft),
    url: mapUrl(card, hub, draft),
    language: mapLanguage(card, draft),
    subjects: filled(subjects.subjects),
    rightsList: filled(mapRights(card, draft)),
    descriptions: filled(mapDescriptions(card, sections, draft)),
    sizes: filled(mapSizes(card, draft)),
    identifiers: filled(mapIdentifiers(card, hub, draft)),
    relatedIdentifiers: filled(
      mapRelations(card, hub, chosen?.citation ?? null).map(({ relation, from, rule }, at) => {
        draft.provenance.push({ path: `relatedIdentifiers[${at}]`, from, rule });
        return relation;
      }),
    ),
  });
  checkExistingDoi(card, chosen, draft);
  return { attributes, provenance: draft.provenance, findings: draft.findings };
}

function filled<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function lastPart(id: string | null): string {
  return id?.slice(id.lastIndexOf('/') + 1) ?? '';
}

/** `pretty_name`, else the name of the model index, else the heading, else the id's last part. */
function mapTitle({ front, id }: Card, sections: readonly Section[], draft: Draft): string | null {
  const names = textList(front['pretty_name'])
    .map(plainLine)
    .filter((name) => !isPlaceholder(name));
  if (names.length > 1) {
    draft.findings.push(
      cardFinding(
        'card-title-several',
        'titles[0]',
        `The card has ${names.length} names; the first is taken.`,
      ),
    );
  }
  const heading = sections.find((section) => section.level === 1)?.heading ?? '';
  const named = heading
    .replace(/^(?:dataset|data|model) card (?:for|of)(?: the)?:?\s*/i, '')
    .trim();
  const isTemplate =
    isPlaceholder(named) || /^(?:(?:dataset|model) card|table of contents)/i.test(named);
  const modelName =
    textOf(front['model_name']) || textOf(objectList(front['model-index'])[0]?.['name']);
  const found =
    (
      [
        [names[0] ?? '', 'pretty_name', 'title-pretty-name'],
        [modelName, 'model-index', 'title-model-name'],
        [isTemplate ? '' : named, '# heading', 'title-heading'],
        [lastPart(id), 'id', 'title-id'],
      ] as const
    ).find(([text]) => text !== '') ?? null;
  if (found === null) return null;
  draft.provenance.push({ path: 'titles[0].title', from: found[1], rule: found[2] });
  return found[0];
}

function mapTitles(title: string | null, id: string | null, draft: Draft): Attributes['titles'] {
  if (title === null) return undefined;
  if (id === null || title === id) return [{ title }];
  draft.provenance.push({ path: 'titles[1].title', from: 'id', rule: 'title-alternative-id' });
  return [{ title }, { title: id, titleType: 'AlternativeTitle' }];
}

/** Creators and year, both of one entry. */
function mapCitation(
  card: Card,
  chosen: ChosenCitation | null,
  draft: Draft,
): Pick<Attributes, 'creators' | 'publicationYear'> {
  if (chosen === null) {
    const message =
      card.citations.length === 0
        ? 'The card holds no BibTeX entry that names authors and a year.'
        : 'No BibTeX entry of the card names both authors and a year.';
    draft.findings.push(cardFinding('card-citation-missing', 'creators', message));
    return {};
  }
  const { citation, rule } = chosen;
  const from = citationName(citation);
  draft.provenance.push({ path: 'creators', from, rule }, { path: 'publicationYear', from, rule });
  if (rule === 'first-citation') {
    draft.findings.push(
      cardFinding(
        'card-citation-several',
        'creators',
        `The card has ${card.citations.length} BibTeX entries; authors and year are those of the first, “${citation.key}”.`,
      ),
    );
  }
  if (citation.hasMoreAuthors) {
    draft.findings.push(
      cardFinding(
        'card-authors-cut',
        'creators',
        'The BibTeX entry ends in “and others”: authors are missing.',
      ),
    );
  }
  return present({
    creators: citation.authors.map(mapAuthor),
    publicationYear: citation.year ?? undefined,
  });
}

function mapAuthor({ name, givenName, familyName, isOrganisation }: CardAuthor): Creator {
  if (isOrganisation) return { name, nameType: 'Organizational' };
  return present({
    name,
    nameType: familyName === undefined ? undefined : 'Personal',
    givenName,
    familyName,
  });
}

function mapType({ kind }: Card, draft: Draft): Attributes['types'] {
  if (kind === null) {
    draft.findings.push(
      cardFinding(
        'card-kind-unknown',
        'types',
        'Nothing in the card says whether this is a data set or a model.',
      ),
    );
    return undefined;
  }
  draft.provenance.push({ path: 'types', from: 'repository type', rule: 'type-of-repository' });
  return kind === 'dataset'
    ? { resourceTypeGeneral: 'Dataset', resourceType: 'Dataset' }
    : { resourceTypeGeneral: 'Model', resourceType: 'Machine learning model' };
}

function mapUrl({ id, kind }: Card, hub: HubProfile, draft: Draft): string | undefined {
  if (id === null || kind === null) return undefined;
  draft.provenance.push({ path: 'url', from: 'id', rule: 'url-of-repository' });
  return hubAddress(hub, kind, id);
}

function mapLanguage({ front }: Card, draft: Draft): string | undefined {
  const codes = languageCodes(front);
  const [code] = codes;
  if (code === undefined || codes.length > 1) return undefined;
  draft.provenance.push({ path: 'language', from: 'language', rule: 'language-single' });
  return code.replaceAll('_', '-');
}

function mapRights({ front }: Card, draft: Draft): NonNullable<Attributes['rightsList']> {
  const { rights, findings } = mapLicence(front);
  draft.findings.push(...findings);
  rights.forEach((_, at) => {
    draft.provenance.push({ path: `rightsList[${at}]`, from: 'license', rule: 'rights-licence' });
  });
  return rights;
}

function mapIdentifiers(
  { id, front }: Card,
  hub: HubProfile,
  draft: Draft,
): NonNullable<Attributes['identifiers']> {
  const found = [
    [id ?? '', `${hub.name} repository id`, 'id'],
    [textOf(front['paperswithcode_id']), 'Papers with Code id', 'paperswithcode_id'],
  ] as const;
  return found
    .filter(([identifier]) => identifier !== '')
    .map(([identifier, identifierType, from], at) => {
      draft.provenance.push({ path: `identifiers[${at}]`, from, rule: 'alternate-identifier' });
      return { identifier, identifierType };
    });
}

/** An item that already has a DOI must not get a second one in silence (guard against double DOIs). */
function checkExistingDoi(card: Card, chosen: ChosenCitation | null, draft: Draft): void {
  const { front } = card;
  const tagged = textList(front['tags']).find((tag) => tag.startsWith('doi:'));
  const cited = chosen !== null && isOfItem(chosen.citation, card) ? chosen.citation.doi : null;
  const told = tagged ?? (textOf(front['doi']) || cited) ?? '';
  const doi = told === '' ? null : parseDoi(told);
  if (doi?.ok !== true) return;
  draft.findings.push({
    ...cardFinding(
      'card-has-doi',
      'doi',
      `The card says that the item already has the DOI ${doi.value}.`,
    ),
    severity: 'warning',
    gate: 'asks',
    remedy: 'Decide how the two belong together before you register a second DOI.',
  });
}
