import type { Attributes, DateEntry, RelatedIdentifier } from '../metadata/attributes.ts';
import { relatedKey } from '../guidelines/prepared-context.ts';
import { doiKey } from '../doi/doi.ts';
import { equalJson } from '../support/json.ts';
import { listOf, textOf } from '../values/tolerant.ts';
import { isChainKind, meaningOf } from './relation-kinds.ts';

/** What a new version is made of: the record before it, and what a person was asked. */
export interface NewVersionAnswers {
  /** The DOI that the new version gets. */
  readonly doi: string;
  readonly version: string;
  /** The landing page of this very version. */
  readonly url: string;
  /** `YYYY`. */
  readonly publicationYear: string;
  /** `YYYY-MM-DD`; null: no date of the type Issued is written. */
  readonly issued: string | null;
  /** The old version is wrong and out of force (requirement A27). */
  readonly isCorrection?: boolean | undefined;
  /** The DOI above all versions: one that is there, one to be made, or none. */
  readonly canonical:
    | { readonly doi: string; readonly isNew: false }
    | { readonly doi: string; readonly isNew: true; readonly url: string }
    | null;
}

/** Everything that one new version writes: nothing of it may go without the rest. */
export interface NewVersionDraft {
  readonly created: Attributes;
  /** The old record afterwards: its relations changed, and nothing else. */
  readonly old: Attributes;
  /** The canonical record afterwards, made or changed; null where there is none. */
  readonly canonical: {
    readonly doi: string;
    readonly isNew: boolean;
    readonly attributes: Attributes;
  } | null;
}

/** What belongs to one version and is never copied: it is asked for, or comes with the files. */
const ofOneVersion = [
  'doi',
  'url',
  'version',
  'dates',
  'publicationYear',
  'contentUrl',
  'relatedIdentifiers',
] as const;
/** Dates that stay true of a new version: when the data were collected, what they cover. */
const lastingDates = new Set(['Collected', 'Coverage', 'Copyrighted', 'Valid']);

/**
 * Drafts a new version of a record, linked both ways to the one before it and to the canonical DOI. The old
 * record changes only in its relations. `above` is the canonical record as it stands, where it is there.
 */
export function draftNewVersion(
  old: { readonly doi: string; readonly attributes: Attributes },
  answers: NewVersionAnswers,
  above: Attributes | null = null,
): NewVersionDraft {
  const { canonical } = answers;
  const [oldDoi, newDoi] = [old.doi, answers.doi];
  const item = canonical?.doi ?? null;
  const isCorrection = answers.isCorrection === true;
  const created: Attributes = {
    ...copied(old.attributes),
    url: answers.url,
    version: answers.version,
    publicationYear: Number(answers.publicationYear),
    ...datesOf(old.attributes, answers.issued),
    relatedIdentifiers: [
      ...lastingRelations(old.attributes),
      relation('IsNewVersionOf', oldDoi),
      ...(isCorrection ? [relation('Obsoletes', oldDoi)] : []),
      ...(item === null ? [] : [relation('IsVersionOf', item)]),
    ],
  };
  const oldAfter = withRelations(old.attributes, [
    relation('IsPreviousVersionOf', newDoi),
    ...(isCorrection ? [relation('IsObsoletedBy', newDoi)] : []),
    ...(item === null ? [] : [relation('IsVersionOf', item)]),
  ]);
  if (canonical === null) return { created, old: oldAfter, canonical: null };
  const base: Attributes = canonical.isNew
    ? {
        ...copied(old.attributes),
        url: canonical.url,
        publicationYear: Number(answers.publicationYear),
      }
    : (above ?? {});
  const attributes = withRelations(base, [
    relation('HasVersion', oldDoi),
    relation('HasVersion', newDoi),
  ]);
  return {
    created,
    old: oldAfter,
    canonical: { doi: canonical.doi, isNew: canonical.isNew, attributes },
  };
}

export function copied(attributes: Attributes): Attributes {
  const gone: ReadonlySet<string> = new Set(ofOneVersion);
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !gone.has(name)));
}

function datesOf(attributes: Attributes, issued: string | null): Pick<Attributes, 'dates'> {
  const kept = listOf(attributes.dates).filter(({ dateType }) => lastingDates.has(dateType ?? ''));
  const dates: DateEntry[] = [
    ...kept,
    ...(issued === null ? [] : [{ date: issued, dateType: 'Issued' }]),
  ];
  return dates.length === 0 ? {} : { dates };
}

/** Papers, sources and parts hold for the new version, too; its place in the chain is its own. */
function lastingRelations(attributes: Attributes): RelatedIdentifier[] {
  return listOf(attributes.relatedIdentifiers).filter(({ relationType }) => {
    const meaning = meaningOf(textOf(relationType));
    return meaning === null || !isChainKind(meaning.kind);
  });
}

export function relation(relationType: string, doi: string): RelatedIdentifier {
  return { relatedIdentifier: doi, relatedIdentifierType: 'DOI', relationType };
}

/** With relations added that are not said yet; everything else stays to the letter. */
export function withRelations(
  attributes: Attributes,
  wanted: readonly RelatedIdentifier[],
): Attributes {
  const said = listOf(attributes.relatedIdentifiers);
  const missing = wanted.filter(
    ({ relationType, relatedIdentifier }) =>
      !said.some(
        (one) =>
          one.relationType === relationType &&
          relatedKey(textOf(one.relatedIdentifier)) === doiKey(relatedIdentifier ?? ''),
      ),
  );
  return missing.length === 0
    ? attributes
    : { ...attributes, relatedIdentifiers: [...said, ...missing] };
}

/** Why a new version would be none (requirement E7): it must differ from the one that has a DOI already. */
export type SameAsBefore = 'same-version' | 'same-address' | 'same-content';

/**
 * Compares what a new version would be with the record before it. `content` are the texts or checksums of both,
 * where they are known: equal content is no new version whatever it is called.
 */
export function sameAsBefore(
  old: Attributes,
  answers: Pick<NewVersionAnswers, 'version' | 'url'>,
  content: { readonly before: string; readonly after: string } | null = null,
): SameAsBefore | null {
  if (content !== null && content.before === content.after) return 'same-content';
  if (textOf(old.version) !== '' && textOf(old.version) === answers.version.trim())
    return 'same-version';
  if (textOf(old.url) !== '' && textOf(old.url) === answers.url.trim()) return 'same-address';
  return null;
}

/** True when two records say the same, their DOIs and their relations apart. */
export function differsOnlyInRelations(before: Attributes, after: Attributes): boolean {
  const bare = (attributes: Attributes): Attributes => ({ ...attributes, relatedIdentifiers: [] });
  return equalJson(bare(before), bare(after));
}

/** The next version text: `1.2` becomes `2.0`, or `1.3` for a minor step; null where it is no such number. */
export function nextVersion(version: string, step: 'major' | 'minor'): string | null {
  const parts =
    /^(?<lead>v?)(?<major>\d{1,6})(?:\.(?<minor>\d{1,6}))?(?<rest>(?:\.\d{1,6})?)$/i.exec(
      version.trim(),
    )?.groups;
  if (parts === undefined) return null;
  const [major, minor] = [Number(parts['major']), Number(parts['minor'] ?? 0)];
  const rest = (parts['rest'] ?? '') === '' ? '' : '.0';
  return step === 'major'
    ? `${parts['lead'] ?? ''}${major + 1}.0${rest}`
    : `${parts['lead'] ?? ''}${major}.${minor + 1}${rest}`;
}
