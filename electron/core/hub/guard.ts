import type { Output } from '#shared/contract/contract.ts';
import { textList, textOf } from '#shared/cards/front-values.ts';
import { isOfItem } from '#shared/cards/map-relations.ts';
import { parseDoi } from '#shared/doi/doi.ts';
import type { ItemReading } from '#shared/hub/item.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { hubText } from '#shared/text/hub.en.ts';
import type { CoreContext } from '../context.ts';
import type { HubItem } from './item-table.ts';
import { doisOf } from './doi-table.ts';

type Match = Output<'hub.planMint'>['matches'][number];

const text = hubText.mint.matches;
/** What a person must decide about; an older DOI of our own is simply the version before. */
const toDecide: ReadonlySet<Match['kind']> = new Set([
  'hub-doi',
  'card-doi',
  'same-object',
  'same-revision',
  'same-address',
  'same-title',
]);

/** The guard against two DOIs for one thing (E7, C2): everything in this ledger that may be the same item. */
export function findTwins(
  { ledger }: Pick<CoreContext, 'ledger'>,
  item: HubItem,
  what: { readonly attributes: Attributes; readonly cardDois: readonly string[] },
): { readonly matches: readonly Match[]; readonly needsDecision: boolean } {
  const { db } = ledger;
  const dois = doisOf(ledger, item.id);
  const own = new Set([...dois.map(({ doi }) => doi), ...ownRecord(ledger, item)]);
  const matches: Match[] = [];
  const add = (kind: Match['kind'], doi: string | null, words: string): void => {
    if (doi !== null && matches.some((each) => each.doi === doi)) return;
    matches.push({ kind, doi, text: words });
  };
  for (const { doi, mintedBy, role, outdatedAt } of dois) {
    if (mintedBy === 'hub' && outdatedAt === null) add('hub-doi', doi, text['hub-doi'](doi));
    if (mintedBy === 'own' && role === 'version') add('own-doi', doi, text['own-doi'](doi));
  }
  for (const doi of what.cardDois) {
    if (!own.has(doi)) add('card-doi', doi, text['card-doi'](doi));
  }
  const twins = db.all<{ name: string; profile: string; object_id: string | null }>(
    `select i.name, p.name as profile, i.object_id from hub_item i join hub_profile p on p.id = i.profile_id
     where i.profile_id <> @profile and i.id <> @id
       and ((@object is not null and i.object_id = @object) or (@revision is not null and (i.revision = @revision or i.head = @revision)))
     limit 20`,
    { profile: item.profileId, id: item.id, object: item.objectId, revision: item.revision },
  );
  for (const { name, profile, object_id: object } of twins) {
    const isObject = object !== null && object === item.objectId;
    const kind = isObject ? 'same-object' : 'same-revision';
    add(kind, null, text[kind](`${name} (${profile})`));
  }
  const title = textOf(what.attributes.titles?.[0]?.title);
  const year = Number(what.attributes.publicationYear ?? 0);
  const others = db.all<{ doi: string; is_address: number }>(
    `select doi, url is @url as is_address from record
     where ((@url <> '' and url = @url) or (@title <> '' and title = @title and publication_year = @year)) limit 20`,
    { url: textOf(what.attributes.url), title, year },
  );
  for (const { doi, is_address: isAddress } of others) {
    if (own.has(doi)) continue;
    const kind = isAddress === 1 ? 'same-address' : 'same-title';
    add(kind, doi, text[kind](doi));
  }
  return { matches, needsDecision: matches.some(({ kind }) => toDecide.has(kind)) };
}

function ownRecord(ledger: CoreContext['ledger'], item: HubItem): readonly string[] {
  const row =
    item.recordId === null
      ? undefined
      : ledger.db.get<{ doi: string }>('select doi from record where id = ?', item.recordId);
  return row === undefined ? [] : [row.doi];
}

/** `[![DOI](https://…badge…)](https://doi.org/…)`. */
const badge =
  /\[!\[[^\]\n]{0,100}\]\([^)\n]{1,500}\)\]\(https?:\/\/(?:dx\.)?doi\.org\/10\.[^\s()]{3,200}\)/g;

/** DOIs that the card, its tags, its own BibTeX entry or CITATION.cff give to the item. */
export function doisInCard({ card, citationFile, info }: ItemReading): readonly string[] {
  const { front, citations, body } = card;
  const told = [
    textOf(front['doi']),
    citationFile?.doi ?? '',
    ...textList(front['tags']).filter((tag) => tag.startsWith('doi:')),
    ...(info?.taggedDois ?? []),
    ...citations.filter((each) => isOfItem(each, card)).map(({ doi }) => doi ?? ''),
    // A badge is what a repository that gave the item a DOI asks for; a DOI elsewhere in the text is a mention.
    ...(body.match(badge) ?? []).map((each) => each.slice(each.lastIndexOf('(') + 1, -1)),
  ];
  const dois = told.flatMap((each) => {
    const parsed = each === '' ? null : parseDoi(each);
    return parsed?.ok === true ? [parsed.value.toLowerCase()] : [];
  });
  return [...new Set(dois)];
}
