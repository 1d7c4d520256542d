import type { Output } from '#shared/contract/contract.ts';
import { doiKey } from '#shared/doi/doi.ts';
import type { Attributes, RecordState } from '#shared/metadata/attributes.ts';
import { realmMarks } from '#shared/share/mark-unreal.ts';
import type { Realm } from '#shared/share/mark-unreal.ts';
import { markUnreal } from '#shared/share/mark-unreal.ts';
import { shareCollection } from '#shared/share/share-collection.ts';
import { shareRecord } from '#shared/share/share-record.ts';
import { copyName } from '#shared/preservation/copy-name.ts';
import { AppError } from '#shared/support/app-error.ts';
import { shareText as text } from '#shared/text/share.en.ts';
import type { Position } from '#shared/versions/position.ts';
import { formatCitations } from '../citation/format-citation.ts';
import type { CoreContext } from '../context.ts';
import type { Handlers } from '../router.ts';
import { createStyles } from './styles.ts';

type ShareHandlers = Pick<Handlers, Extract<keyof Handlers, `share.${string}`>>;

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
  const latestOf = (doi: string): string | null => {
    const position = positionOf(doi);
    if (position === null) return null;
    return position.kind === 'canonical' ? doi : position.canonical;
  };
  const shared = (doi: string, which: 'this' | 'latest'): Shared => {
    if (which === 'this') return read(doi);
    const latest = latestOf(doi);
    if (latest !== null) return read(latest);
    throw new AppError('NOT_FOUND', { message: text.noLatest });
  };

  return {
    ...styles.handlers,
    'share.record': async ({ doi, which, form, style, csl = null }) => {
      const { attributes, realm, doi: own } = shared(doi, which);
      const made = shareRecord(attributes, form, realm);
      const fileName = `${copyName(own, () => '')}.${made.extension}`;
      if (form !== 'how-to-cite' || (style === null && csl === null)) {
        return { text: made.text, fileName, mediaType: made.mediaType };
      }
      const name = await styles.ready(style ?? '', csl);
      const [citation = ''] = await formatCitations([markUnreal(attributes, realm)], {
        style: name,
      });
      return { text: citation, fileName, mediaType: made.mediaType };
    },
    'share.place': ({ doi }): Output<'share.place'> => {
      const { realm, state } = read(doi);
      const position = positionOf(doi);
      return {
        mark: realmMarks[realm],
        isPublic: state === 'registered' || state === 'findable',
        position:
          position?.kind === 'version'
            ? { number: position.number, count: position.count, newer: position.newer }
            : null,
        latest: latestOf(doi),
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
      const made = shareCollection(
        {
          ...collection,
          updatedAt: context.timestamp(),
          records: rows.map(({ doi, attributes, updated_at }) => ({
            attributes: { ...(JSON.parse(attributes) as Attributes), doi },
            updatedAt: updated_at,
          })),
        },
        form,
      );
      const fileName = `collection-${collectionId}.${made.extension}`;
      return { text: made.text, fileName, mediaType: made.mediaType };
    },
  };
}
