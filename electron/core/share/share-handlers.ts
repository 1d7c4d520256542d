import type { Output, ParsedInput } from '#shared/contract/contract.ts';
import { doiKey } from '#shared/doi/doi.ts';
import type { Attributes, RecordState } from '#shared/metadata/attributes.ts';
import { realmMarks } from '#shared/share/mark-unreal.ts';
import type { Realm } from '#shared/share/mark-unreal.ts';
import { markUnreal } from '#shared/share/mark-unreal.ts';
import { shareCollection } from '#shared/share/share-collection.ts';
import { shareRecord } from '#shared/share/share-record.ts';
import { copyName } from '#shared/preservation/copy-name.ts';
import { AppError } from '#shared/support/app-error.ts';
import { tellPlace } from '#shared/share/tell-place.ts';
import { shareText as text } from '#shared/text/share.en.ts';
import { citePart } from '#shared/versions/part.ts';
import type { Position } from '#shared/versions/position.ts';
import { formatCitations } from '../citation/format-citation.ts';
import type { CoreContext } from '../context.ts';
import type { Handlers } from '../router.ts';
import { readPlaces } from '../versions/places.ts';
import { createStyles } from './styles.ts';

type ShareHandlers = Pick<Handlers, Extract<keyof Handlers, `share.${string}`>>;

type Which = ParsedInput<'share.record'>['which'];

interface Shared {
  readonly doi: string;
  readonly attributes: Attributes;
  readonly state: RecordState;
  readonly realm: Realm;
}

/** The procedures of citing and sharing. `positionOf`: where a record stands in its version chain. */
export function createShareHandlers(
  context: CoreContext,
  positionOf: (doi: string) => Position | null,
): ShareHandlers {
  const { db } = context.ledger;
  const styles = createStyles(context);

  const read = (doi: string): Shared => {
    const row = db.get<{ doi: string; attributes: string; state: RecordState; realm: Realm }>(
      `select r.doi, r.attributes, r.state, p.environment as realm from record r
       join repository p on p.id = r.repository_id where r.doi = ?`,
      doiKey(doi),
    );
    if (row === undefined) {
      throw new AppError('NOT_FOUND', { message: `There is no record ${doi} in this ledger.` });
    }
    const attributes = { ...(JSON.parse(row.attributes) as Attributes), doi: row.doi };
    return { ...row, attributes };
  };
  const shared = (doi: string, which: Which): Shared => {
    if (which === 'this') return read(doi);
    const found = otherOf(doi, positionOf(doi), which);
    if (found !== null) return read(found);
    throw new AppError('NOT_FOUND', {
      message: which === 'latest' ? text.noLatest : text.noNewest,
    });
  };

  return {
    ...styles.handlers,
    'share.record': async ({ doi, which, form, style, csl = null, part = '' }) => {
      const { attributes, realm, doi: own } = shared(doi, which);
      const position = positionOf(own);
      const made = shareRecord(attributes, form, { realm, position });
      const fileName = `${copyName(own, () => '')}.${made.extension}`;
      const place = tellPlace(position, { realm, attributes })?.note ?? null;
      const sheet =
        made.sheet === undefined ? null : { ...made.sheet, facts: [...made.sheet.facts] };
      const file = { fileName, mediaType: made.mediaType, place, sheet };
      if (form !== 'how-to-cite') return { ...file, text: made.text };
      const today = context.timestamp().slice(0, 10);
      const ofPart = (citation: string): string =>
        part === '' ? citation : citePart(citation, part, today);
      if (style === null && csl === null) return { ...file, text: ofPart(made.text) };
      const name = await styles.ready(style ?? '', csl);
      const [citation = ''] = await formatCitations([markUnreal(attributes, realm)], {
        style: name,
      });
      return { ...file, text: ofPart(citation) };
    },
    'share.place': ({ doi }): Output<'share.place'> => {
      const { realm, state } = read(doi);
      const position = positionOf(doi);
      return {
        mark: realmMarks[realm],
        isPublic: state === 'registered' || state === 'findable',
        position,
        latest: otherOf(doi, position, 'latest'),
      };
    },
    'share.collection': ({ collectionId, form }) => {
      const collection = db.get<{ name: string; realm: Realm }>(
        `select c.name, p.environment as realm from collection c join repository p on p.id = c.repository_id
         where c.id = ?`,
        collectionId,
      );
      if (collection === undefined) {
        throw new AppError('NOT_FOUND', { message: 'There is no such collection.' });
      }
      const rows = db.all<{ doi: string; attributes: string; updated_at: string }>(
        `select doi, attributes, updated_at from record where collection_id = ? and state = 'findable'
         order by title_sort, id`,
        collectionId,
      );
      const places = readPlaces(
        context.ledger,
        rows.map(({ doi }) => doi),
      );
      const made = shareCollection(
        {
          ...collection,
          updatedAt: context.timestamp(),
          records: rows.map(({ doi, attributes, updated_at }) => ({
            attributes: { ...(JSON.parse(attributes) as Attributes), doi },
            updatedAt: updated_at,
            position: places.get(doi) ?? null,
          })),
        },
        form,
      );
      const fileName = `collection-${collectionId}.${made.extension}`;
      return { text: made.text, fileName, mediaType: made.mediaType };
    },
  };
}

/** The DOI of the item as a whole, or that of its newest version; null: there is none. */
function otherOf(
  doi: string,
  position: Position | null,
  which: Exclude<Which, 'this'>,
): string | null {
  if (position === null) return null;
  if (position.kind === 'canonical') return which === 'latest' ? doi : position.latest;
  return which === 'latest' ? position.canonical : position.newer;
}
