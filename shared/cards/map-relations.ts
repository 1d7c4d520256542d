import { asDoi, doiKey, parseDoi } from '../doi/doi.ts';
import type { RelatedIdentifier } from '../metadata/attributes.ts';
import { isJsonObject } from '../support/json.ts';
import type { Card, CardCitation, CardKind, HubProfile } from './card.ts';
import { hubAddress } from './card.ts';
import { objectList, textList, textOf } from './front-values.ts';
import { isPlaceholder, linksIn } from './markdown.ts';

export interface MappedRelation {
  readonly relation: RelatedIdentifier;
  readonly from: string;
  readonly rule: string;
}

type RelationType =
  | 'IsDescribedBy'
  | 'IsDocumentedBy'
  | 'IsDerivedFrom'
  | 'IsVariantFormOf'
  | 'IsPreviousVersionOf'
  | 'Requires'
  | 'References';

/**
 * What a card says about other things: its papers, pages and what it was made from. Only fields that
 * name a relation count; a link somewhere in the text is a mention.
 */
export function mapRelations(
  card: Card,
  hub: HubProfile,
  citation: CardCitation | null,
): readonly MappedRelation[] {
  const found = [
    ...paperRelations(card, citation),
    ...fieldLinks(card.body, 'Homepage').map((link) =>
      relation(link, 'IsDocumentedBy', { from: 'Homepage', rule: 'relation-homepage' }),
    ),
    ...sourceRelations(card, hub),
    ...modelRelations(card, hub),
  ];
  const seen = new Set<string>();
  return found.filter(({ relation: { relatedIdentifier, relationType }, rule }) => {
    const name = doiKey(relatedIdentifier ?? '');
    const key = `${relationType ?? ''} ${name}`;
    // A homepage that is the paper has been told as the paper.
    const isKnown = seen.has(key) || (rule === 'relation-homepage' && seen.has(name));
    seen.add(key).add(name);
    return !isKnown;
  });
}

function relation(
  value: string,
  relationType: RelationType,
  origin: { readonly from: string; readonly rule: string },
): MappedRelation {
  const arxiv = arxivDoi(value);
  const doi = arxiv ?? (/^10\.|doi\.org\//i.test(value) ? parsedDoi(value) : null);
  return {
    relation:
      doi === null
        ? { relatedIdentifier: value, relatedIdentifierType: 'URL', relationType }
        : { relatedIdentifier: doi, relatedIdentifierType: 'DOI', relationType },
    ...origin,
  };
}

function parsedDoi(text: string): string | null {
  const doi = parseDoi(text);
  return doi.ok ? doi.value : null;
}

/** `2002.00293`, `arXiv:cs/0112017`, `https://arxiv.org/pdf/2010.14678v1.pdf` as arXiv's own DOI, without version. */
export function arxivDoi(text: string): string | null {
  const id =
    /^(?:https?:\/\/(?:www\.)?(?:export\.)?arxiv\.org\/(?:abs|pdf|html)\/|arxiv:\s*)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?\/?$/i.exec(
      text.trim(),
    )?.[1];
  return id === undefined ? null : asDoi(`10.48550/arXiv.${id}`);
}

function paperRelations(card: Card, citation: CardCitation | null): MappedRelation[] {
  const describedBy = (value: string, from: string, rule: string): MappedRelation =>
    relation(value, 'IsDescribedBy', { from, rule });
  const cited = citation === null || isOfItem(citation, card) ? [] : [citation.doi, citation.arxiv];
  return [
    ...cited.flatMap((value) =>
      value === null ? [] : [describedBy(value, citationName(citation), 'relation-citation')],
    ),
    ...fieldLinks(card.body, 'Paper').map((link) => describedBy(link, 'Paper', 'relation-paper')),
    ...textList(card.front['tags']).flatMap((tag) => {
      const doi = tag.startsWith('arxiv:') ? arxivDoi(tag) : null;
      return doi === null ? [] : [describedBy(doi, `tags ${tag}`, 'relation-arxiv-tag')];
    }),
  ];
}

/** How an entry is named to people; some have no key. */
export function citationName(citation: CardCitation | null): string {
  return `BibTeX ${citation?.key ?? ''}`.trim();
}

/**
 * True when the entry cites the data set or model itself, not a paper about it: by its type, or because its DOI is the
 * homepage of the item.
 */
export function isOfItem({ type, doi }: CardCitation, { body }: Pick<Card, 'body'>): boolean {
  if (['dataset', 'data', 'software'].includes(type.toLowerCase())) return true;
  if (doi === null || !['misc', 'online', 'electronic'].includes(type.toLowerCase())) return false;
  return fieldLinks(body, 'Homepage').some(
    (link) => /doi\.org\//i.test(link) && parsedDoi(link)?.toLowerCase() === doi.toLowerCase(),
  );
}

/** Links of a line `- **Paper:** ...`, as the template of the card has it. */
function fieldLinks(body: string, field: string): readonly string[] {
  const line = new RegExp(
    `^\\s*[-*]?\\s*\\*\\*\\s*${field}s?\\s*:?\\s*\\*\\*\\s*:?(.{0,2000})$`,
    'im',
  ).exec(body)?.[1];
  if (line === undefined || isPlaceholder(line)) return [];
  return linksIn(line).filter((link) => !link.includes('/CONTRIBUTING.md'));
}

/** `original`, `extended|squad`, `extended|other-wikipedia`, `owner/name`. */
function sourceRelations({ front }: Card, hub: HubProfile): MappedRelation[] {
  return textList(front['source_datasets']).flatMap((source) => {
    const name = source.replace(/^extended\|/, '');
    if (!isHubId(name) || /^(?:original|extended|unknown|other(?:-.*)?)$/i.test(name)) return [];
    return [
      relation(hubAddress(hub, 'dataset', name), 'IsDerivedFrom', {
        from: `source_datasets ${source}`,
        rule: 'relation-source-dataset',
      }),
    ];
  });
}

function modelRelations({ front, kind }: Card, hub: HubProfile): MappedRelation[] {
  const to = (field: string, target: CardKind, types: readonly RelationType[]): MappedRelation[] =>
    textList(front[field]).flatMap((name) =>
      isHubId(name)
        ? types.map((type) =>
            relation(hubAddress(hub, target, name), type, {
              from: `${field} ${name}`,
              rule: `relation-${field.replaceAll('_', '-')}`,
            }),
          )
        : [],
    );
  const derivation: Readonly<Record<string, readonly RelationType[]>> = {
    quantized: ['IsVariantFormOf'],
    adapter: ['IsDerivedFrom', 'Requires'],
  };
  return [
    ...to(
      'base_model',
      'model',
      derivation[textOf(front['base_model_relation'])] ?? ['IsDerivedFrom'],
    ),
    ...(kind === 'model' ? to('datasets', 'dataset', ['IsDerivedFrom']) : []),
    ...to('new_version', kind ?? 'model', ['IsPreviousVersionOf']),
    ...evaluationSets(front).map((name) =>
      relation(hubAddress(hub, 'dataset', name), 'References', {
        from: `model-index ${name}`,
        rule: 'relation-evaluation',
      }),
    ),
  ];
}

/** Data sets that the results of `model-index` were measured on; only those that the Hub has. */
function evaluationSets(front: Card['front']): readonly string[] {
  const names = objectList(front['model-index'])
    .flatMap((model) => objectList(model['results']))
    .map((result) => (isJsonObject(result['dataset']) ? textOf(result['dataset']['type']) : ''));
  return [...new Set(names)].filter((name) => isHubId(name) && name.includes('/'));
}

/** The form of a repository name on the Hub; keeps paths, spaces and addresses out. */
export function isHubId(name: string): boolean {
  return /^[\w.-]{1,96}(?:\/[\w.-]{1,96})?$/.test(name) && !/^\.|\/\.|\.\./.test(name);
}
