import type { MappedCard } from '../cards/card.ts';
import { arxivDoi } from '../cards/map-relations.ts';
import { doiKey } from '../doi/doi.ts';
import type { RelatedIdentifier } from '../metadata/attributes.ts';
import { itemAddress } from './hub.ts';
import type { ItemReading, MapParts } from './item.ts';
import type { RuleId, Rules } from './mapping-rules.ts';
import type { Told } from './told.ts';
import { told, withOrigins } from './told.ts';

/** Which switch a relation of the card belongs to. */
const ruleOf: Readonly<Record<string, RuleId>> = {
  'relation-citation': 'relation-papers',
  'relation-paper': 'relation-papers',
  'relation-arxiv-tag': 'relation-papers',
  'relation-homepage': 'relation-homepage',
  'relation-source-dataset': 'relation-sources',
  'relation-base-model': 'relation-base-model',
  'relation-datasets': 'relation-datasets',
  'relation-new-version': 'relation-new-version',
  'relation-evaluation': 'relation-evaluation',
};

/** What the item is related to, by the institution's rules; other items of the hub by their DOI where one is known. */
export function mapItemRelations(
  reading: ItemReading,
  base: MappedCard,
  rules: Rules,
  { hub, doiOf, around }: MapParts,
): readonly Told<RelatedIdentifier>[] {
  const { info, citationFile, item, revision, hasCard } = reading;
  const papers = (value: string, from: string): Told<RelatedIdentifier> =>
    told(
      { relatedIdentifier: value, relatedIdentifierType: 'DOI', relationType: 'IsDescribedBy' },
      from,
      'relation-papers',
    );
  const tagged = (info?.tags ?? []).flatMap((tag) => {
    const doi = tag.startsWith('arxiv:') ? arxivDoi(tag) : null;
    return doi === null ? [] : [papers(doi, `tags ${tag}`)];
  });
  const preferred = citationFile?.preferredDoi ?? null;
  const card: readonly Told<RelatedIdentifier>[] = hasCard
    ? [
        told(
          {
            relatedIdentifier: `${itemAddress(hub, item)}/blob/${revision ?? 'main'}/README.md`,
            relatedIdentifierType: 'URL',
            relationType: 'IsDocumentedBy',
          },
          'README.md',
          'relation-card',
        ),
      ]
    : [];
  const all = [
    ...withOrigins('relatedIdentifiers', base.attributes.relatedIdentifiers, base.provenance),
    ...tagged,
    ...(preferred === null ? [] : [papers(preferred, 'CITATION.cff preferred-citation')]),
    ...evaluationRelations(reading, hub),
    ...aroundRelations(around),
    ...card,
  ];
  const seen = new Set<string>();
  return all.flatMap((each) => {
    const switched = ruleOf[each.rule] ?? (each.rule as RuleId);
    if (!rules.isOn(switched)) return [];
    const value = byDoi(retyped(each.value, switched, rules), doiOf);
    const key = `${value.relationType ?? ''} ${doiKey(value.relatedIdentifier ?? '')}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ ...each, value }];
  });
}

/** Data sets that the scores of `.eval_results` were measured on. */
function evaluationRelations(
  { evaluations }: ItemReading,
  hub: MapParts['hub'],
): readonly Told<RelatedIdentifier>[] {
  return evaluations.map(({ dataset, file }) =>
    told(
      {
        relatedIdentifier: itemAddress(hub, { kind: 'dataset', name: dataset }),
        relatedIdentifierType: 'URL',
        relationType: 'References',
      },
      `${file} ${dataset}`,
      'relation-evaluation',
    ),
  );
}

/** The other half of what other items and collections say (E14, C11). */
function aroundRelations({
  collections,
  olderVersions,
}: MapParts['around']): readonly Told<RelatedIdentifier>[] {
  const link = (relatedIdentifier: string, doi: string | null, relationType: string) =>
    doi === null
      ? { relatedIdentifier, relatedIdentifierType: 'URL', relationType }
      : { relatedIdentifier: doi, relatedIdentifierType: 'DOI', relationType };
  return [
    ...collections.map(({ slug, address, doi }) =>
      told(link(address, doi, 'IsPartOf'), `collection ${slug}`, 'relation-collection'),
    ),
    ...olderVersions.map((address) =>
      told(
        link(address, null, 'IsNewVersionOf'),
        `new_version of ${address.slice(address.lastIndexOf('/') + 1)}`,
        'relation-new-version',
      ),
    ),
  ];
}

/** Rules that let an institution choose the relation type. */
function retyped(relation: RelatedIdentifier, rule: RuleId, rules: Rules): RelatedIdentifier {
  if (rule !== 'relation-papers' && rule !== 'relation-datasets') return relation;
  return { ...relation, relationType: rules.chosen(rule) };
}

function byDoi(relation: RelatedIdentifier, doiOf: MapParts['doiOf']): RelatedIdentifier {
  if (relation.relatedIdentifierType !== 'URL') return relation;
  const doi = doiOf(relation.relatedIdentifier ?? '');
  return doi === null
    ? relation
    : { ...relation, relatedIdentifier: doi, relatedIdentifierType: 'DOI' };
}
