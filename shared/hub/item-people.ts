import type { MappedCard } from '../cards/card.ts';
import { cardFinding } from '../cards/draft.ts';
import type { FileAuthor } from '../cards/citation-file.ts';
import type { Finding } from '../findings/finding.ts';
import type { Creator } from '../metadata/attributes.ts';
import { present } from '../support/present.ts';
import { isOrganisationName, readName } from '../values/person-name.ts';
import type { ItemReading, KnownAround } from './item.ts';
import type { Rules } from './mapping-rules.ts';
import type { Origin } from './told.ts';
import { originOf } from './told.ts';

export interface MappedPeople {
  readonly creators: readonly Creator[];
  readonly origin: Origin | null;
  readonly findings: readonly Finding[];
  /** Positions of the creators that the organisation's ROR id was given to. */
  readonly affiliated: readonly number[];
}

/**
 * Who made the item: the steward's own list, CITATION.cff, BibTeX, then user names and the owner. The owner alone is
 * what the hub would register, and it is told as a finding, never taken in silence (A29, hub-docs#453).
 */
export function mapPeople(
  reading: ItemReading,
  base: MappedCard,
  rules: Rules,
  organisation: KnownAround['organisation'],
): MappedPeople {
  const people = namedPeople(reading, base, rules);
  if (organisation === null || !rules.isOn('affiliation')) return people;
  const creators = people.creators.map((creator) =>
    ofOrganisation(creator, organisation, people.origin),
  );
  const affiliated = creators.flatMap((creator, at) =>
    creator === people.creators[at] ? [] : [at],
  );
  return { ...people, creators, affiliated };
}

/** The owner gets the ROR id as its own; a person who names no affiliation is affiliated to it. */
function ofOrganisation(
  creator: Creator,
  { ror, label }: NonNullable<KnownAround['organisation']>,
  origin: Origin | null,
): Creator {
  const scheme = { schemeUri: 'https://ror.org' };
  if (origin?.rule === 'creators-owner') {
    return {
      ...creator,
      name: label,
      nameIdentifiers: [{ nameIdentifier: ror, nameIdentifierScheme: 'ROR', ...scheme }],
    };
  }
  if (creator.nameType === 'Organizational' || (creator.affiliation ?? []).length > 0)
    return creator;
  return {
    ...creator,
    affiliation: [
      {
        name: label,
        affiliationIdentifier: ror,
        affiliationIdentifierScheme: 'ROR',
        ...scheme,
      },
    ],
  };
}

function namedPeople(reading: ItemReading, base: MappedCard, rules: Rules): MappedPeople {
  const { authors, citationFile, info } = reading;
  const found = (creators: readonly Creator[], origin: Origin): MappedPeople => ({
    creators,
    origin,
    findings: [],
    affiliated: [],
  });
  if (authors.length > 0) {
    return found(authors.map(listedCreator), { from: 'author list', rule: 'creators-listed' });
  }
  if (
    rules.isOn('creators-citation-file') &&
    citationFile !== null &&
    citationFile.authors.length > 0
  ) {
    return found(citationFile.authors.map(fileCreator), {
      from: 'CITATION.cff authors',
      rule: 'creators-citation-file',
    });
  }
  const cited = base.attributes.creators ?? [];
  const citation = originOf('creators', base.provenance);
  if (rules.isOn('creators-bibtex') && cited.length > 0 && citation !== null) {
    return found(cited, citation);
  }
  const users = info?.contributors ?? [];
  if (rules.isOn('creators-contributors') && users.length > 0) {
    return {
      ...found(
        users.map((name) => ({ name })),
        { from: 'contributors', rule: 'creators-contributors' },
      ),
      findings: [
        finding(
          'hub-creators-user-names',
          'The creators are user names of the hub, not names of people.',
        ),
      ],
    };
  }
  const owner = info?.author ?? ownerIn(reading.item.name);
  if (rules.isOn('creators-owner') && owner !== null) {
    return {
      ...found([{ name: owner, nameType: 'Organizational' }], {
        from: 'author',
        rule: 'creators-owner',
      }),
      findings: [
        finding(
          'hub-creator-owner-only',
          `The only creator is the owner of the repository, “${owner}”: neither CITATION.cff nor BibTeX names people.`,
        ),
      ],
    };
  }
  return { creators: [], origin: null, findings: [], affiliated: [] };
}

function ownerIn(name: string): string | null {
  return name.includes('/') ? (name.split('/')[0] ?? null) : null;
}

function finding(code: string, message: string): Finding {
  return {
    ...cardFinding(code, 'creators', message),
    severity: 'warning',
    gate: 'asks',
    why: 'People who made the item get credit only when its record names them.',
    remedy: 'Write the list of authors for this item, or add a CITATION.cff to the repository.',
  };
}

function fileCreator({
  name,
  givenName,
  familyName,
  isOrganisation,
  orcid,
  affiliation,
}: FileAuthor): Creator {
  return {
    name,
    nameType: isOrganisation ? 'Organizational' : 'Personal',
    ...present({
      givenName,
      familyName,
      nameIdentifiers: orcid === undefined ? undefined : [orcidEntry(orcid)],
      affiliation: affiliation === undefined ? undefined : [{ name: affiliation }],
    }),
  };
}

function listedCreator({ name, orcid }: ItemReading['authors'][number]): Creator {
  const { familyName, givenName } = readName(name);
  const isPerson = !isOrganisationName(name);
  return {
    name,
    nameType: isPerson ? 'Personal' : 'Organizational',
    ...present({
      familyName: isPerson ? familyName : undefined,
      givenName: isPerson ? givenName : undefined,
      nameIdentifiers: orcid === null ? undefined : [orcidEntry(orcid)],
    }),
  };
}

function orcidEntry(orcid: string) {
  return { nameIdentifier: orcid, nameIdentifierScheme: 'ORCID', schemeUri: 'https://orcid.org' };
}
