import type { MappedCard, Provenance } from '../cards/card.ts';
import { mapCard } from '../cards/map-card.ts';
import type { Attributes, Contributor, DateEntry, Title } from '../metadata/attributes.ts';
import { formatsOf } from './file-formats.ts';
import { itemAddress, shortRevision } from './hub.ts';
import { mapPeople } from './item-people.ts';
import { dateOf } from './item-dates.ts';
import { itemFindings } from './item-findings.ts';
import { mapFunding } from './item-funding.ts';
import { mapIdentifiers, mapRights, mapSizes, mapSubjects } from './item-lists.ts';
import { mapItemRelations } from './item-relations.ts';
import { mapTexts } from './item-texts.ts';
import type { ItemReading, MapParts } from './item.ts';
import type { Rules } from './mapping-rules.ts';
import type { Told } from './told.ts';
import { originOf, told, withOrigins } from './told.ts';

/**
 * Makes a record of an item of a hub: card, API, CITATION.cff and BibTeX by the table of requirements.md 4.5 and the
 * institution's rules. Every value has its origin; what nobody says stays empty.
 */
export function mapItem(reading: ItemReading, rules: Rules, parts: MapParts): MappedCard {
  const base = mapCard(reading.card, parts.hub);
  const people = mapPeople(reading, base, rules, parts.around.organisation);
  const year = mapYear(reading, base, rules);
  const version = mapVersion(reading, rules);
  const lists = {
    titles: mapTitles(reading, base, rules),
    subjects: mapSubjects(reading, base, rules),
    contributors: mapContributors(rules, parts),
    dates: mapDates(reading, rules, parts),
    identifiers: mapIdentifiers(reading, base, rules, parts),
    relatedIdentifiers: mapItemRelations(reading, base, rules, parts),
    sizes: mapSizes(reading, base, rules),
    formats: rules.isOn('formats')
      ? formatsOf(reading.info?.files ?? []).map((type) => told(type, 'file names', 'formats'))
      : [],
    rightsList: mapRights(reading, rules),
    descriptions: mapTexts(reading, base, rules),
    fundingReferences: mapFunding(reading, rules),
  };
  const single = {
    publicationYear: year,
    types: mapType(base, rules),
    version,
    url: mapUrl(reading, rules, parts),
    language: rules.isOn('language') ? plain(base, 'language') : null,
  };
  const provenance: Provenance[] = [];
  const attributes: Record<string, unknown> = {};
  if (people.origin !== null) {
    attributes['creators'] = people.creators;
    provenance.push({ path: 'creators', ...people.origin });
    for (const at of people.affiliated) {
      const name = people.origin.rule === 'creators-owner' ? 'nameIdentifiers' : 'affiliation';
      provenance.push({
        path: `creators[${at}].${name}`,
        from: 'ROR id picked for the owner',
        rule: 'affiliation',
      });
    }
  }
  for (const [name, entries] of Object.entries(lists)) {
    if (entries.length === 0) continue;
    attributes[name] = entries.map(({ value }) => value);
    entries.forEach(({ from, rule }, at) =>
      provenance.push({ path: `${name}[${at}]`, from, rule }),
    );
  }
  for (const [name, value] of Object.entries(single)) {
    if (value === null) continue;
    attributes[name] = value.value;
    provenance.push({ path: name, from: value.from, rule: value.rule });
  }
  return {
    attributes,
    provenance,
    findings: [
      ...reading.findings,
      ...people.findings,
      ...itemFindings(reading, base, parts, rules),
    ],
  };
}

type Single<T> = Told<T> | null;

function plain(base: MappedCard, name: 'language'): Single<unknown> {
  const origin = originOf(name, base.provenance);
  const value = base.attributes[name];
  return origin === null || value === undefined ? null : { value, ...origin };
}

function mapTitles(reading: ItemReading, base: MappedCard, rules: Rules): readonly Told<Title>[] {
  const { citationFile, item, revision } = reading;
  const [main, ...others] = withOrigins('titles', base.attributes.titles, base.provenance);
  const isOnlyId = main === undefined || main.rule === 'title-id' || !rules.isOn('title');
  const named =
    isOnlyId && citationFile?.title != null && rules.isOn('title')
      ? told({ title: citationFile.title }, 'CITATION.cff title', 'title-citation-file')
      : isOnlyId
        ? told({ title: item.name.slice(item.name.indexOf('/') + 1) }, 'id', 'title-id')
        : main;
  const alternative =
    others[0] ??
    (named.value.title === item.name
      ? undefined
      : told({ title: item.name, titleType: 'AlternativeTitle' }, 'id', 'title-alternative-id'));
  const isRevised = rules.chosen('title') === 'with-revision' && revision !== null;
  const title = isRevised
    ? {
        ...named,
        value: {
          ...named.value,
          title: `${named.value.title ?? ''} (Revision ${shortRevision(revision)})`,
        },
      }
    : named;
  return [
    title,
    ...(alternative !== undefined && rules.isOn('title-alternative') ? [alternative] : []),
  ];
}

function mapYear(
  { citationFile, info }: ItemReading,
  base: MappedCard,
  rules: Rules,
): Single<number> {
  if (!rules.isOn('year')) return null;
  if (citationFile?.year != null)
    return told(citationFile.year, 'CITATION.cff date-released', 'year-citation-file');
  const cited = base.attributes.publicationYear;
  const origin = originOf('publicationYear', base.provenance);
  if (typeof cited === 'number' && origin !== null) return told(cited, origin.from, 'year-bibtex');
  const created = dateOf(info?.createdAt ?? null);
  return created === null ? null : told(Number(created.slice(0, 4)), 'createdAt', 'year-created');
}

/** The hub as host, and who looks after the record where the institution wants that told. */
function mapContributors(rules: Rules, { hub, around }: MapParts): readonly Told<Contributor>[] {
  const host = { name: hub.name, nameType: 'Organizational' };
  return [
    ...(rules.isOn('host')
      ? [told({ ...host, contributorType: 'HostingInstitution' }, 'hub', 'host')]
      : []),
    ...(rules.isOn('curator') && around.steward !== null
      ? [
          told<Contributor>(
            { name: around.steward, nameType: 'Personal', contributorType: 'DataCurator' },
            'name of the steward',
            'curator',
          ),
        ]
      : []),
  ];
}

function mapDates(
  { info, revisionDate }: ItemReading,
  rules: Rules,
  { around }: MapParts,
): readonly Told<DateEntry>[] {
  const created = rules.isOn('date-created') ? dateOf(info?.createdAt ?? null) : null;
  const updated = rules.isOn('date-updated') ? dateOf(revisionDate) : null;
  return [
    ...(created === null
      ? []
      : [told({ date: created, dateType: 'Created' }, 'createdAt', 'date-created')]),
    ...(updated === null
      ? []
      : [
          told(
            { date: updated, dateType: rules.chosen('date-updated') },
            'date of the revision',
            'date-updated',
          ),
        ]),
    ...(around.publicSince === null || !rules.isOn('date-available')
      ? []
      : [
          told(
            { date: around.publicSince, dateType: 'Available' },
            'seen public',
            'date-available',
          ),
        ]),
  ];
}

function mapType(base: MappedCard, rules: Rules): Single<Attributes['types']> {
  const origin = originOf('types', base.provenance);
  const { types } = base.attributes;
  if (origin === null || types === undefined || !rules.isOn('type')) return null;
  const general =
    types.resourceTypeGeneral === 'Model' ? rules.chosen('type') : types.resourceTypeGeneral;
  return { value: { ...types, resourceTypeGeneral: general ?? null }, ...origin };
}

function mapVersion({ tag, revision, citationFile }: ItemReading, rules: Rules): Single<string> {
  if (!rules.isOn('version')) return null;
  const choice = rules.chosen('version');
  if (choice === 'citation-file' && citationFile?.version != null) {
    return told(citationFile.version, 'CITATION.cff version', 'version-citation-file');
  }
  if (choice !== 'revision' && tag !== null) return told(tag, `tag ${tag}`, 'version-tag');
  return revision === null ? null : told(shortRevision(revision), 'sha', 'version-revision');
}

function mapUrl({ item, revision }: ItemReading, rules: Rules, { hub }: MapParts): Single<string> {
  if (!rules.isOn('url')) return null;
  const isPinned = rules.chosen('url') === 'revision' && revision !== null;
  return isPinned
    ? told(itemAddress(hub, item, revision), 'id and sha', 'url-of-revision')
    : told(itemAddress(hub, item), 'id', 'url-of-repository');
}
