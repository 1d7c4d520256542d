import type { Output } from '#shared/contract/contract.ts';
import { gridLayout, isSameName } from '#shared/contract/views.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { AppError } from '#shared/support/app-error.ts';
import { gridText } from '#shared/text/grid.en.ts';
import { queryText } from '#shared/text/query.en.ts';
import type { CoreContext } from '../context.ts';
import type { Handlers } from '../router.ts';
import { recordViews } from './record-views.ts';

type SavedView = Output<'views.save'>;

export type ViewHandlers = Pick<
  Handlers,
  'views.list' | 'views.save' | 'views.rename' | 'views.remove' | 'views.counts'
>;

interface NameRow {
  readonly id: number;
  readonly name: string;
}

interface ViewRow extends NameRow {
  readonly query: string;
  readonly layout: string;
  readonly updatedAt: string;
}

const select = 'select id, name, query, layout, updated_at as updatedAt from saved_view';

/** Smart lists: what was asked and how it was shown, under a name. */
export function createViewHandlers(context: CoreContext): ViewHandlers {
  const { ledger } = context;
  const all = (): SavedView[] =>
    ledger.db.all<ViewRow>(`${select} order by name collate nocase`).flatMap(toView);
  /** Also of those that are left out; an older ledger may have several whose names differ in case alone. */
  const ofName = (name: string): NameRow[] =>
    ledger.db
      .all<NameRow>('select id, name from saved_view order by id')
      .filter((row) => isSameName(row.name, name));

  return {
    'views.list': () => ({ views: all() }),

    'views.save': ({ name: given, query, layout }) => {
      const read = parseQuery(query);
      if (!read.ok) {
        throw new AppError('VALIDATION', {
          message: queryText.wrong(read.error.message, read.error.from),
          path: 'query',
          nextStep: queryText.wrongNext,
        });
      }
      const known = ofName(given);
      const name = (known.find((row) => row.name === given) ?? known[0])?.name ?? given;
      ledger.db.run(
        `insert into saved_view (name, query, layout, created_at, updated_at)
         values (@name, @query, @layout, @now, @now)
         on conflict (name) do update set query = @query, layout = @layout, updated_at = @now`,
        { name, query, layout: JSON.stringify(layout), now: context.timestamp() },
      );
      context.emit('views.changed', {});
      const saved = all().find((view) => view.name === name);
      if (saved === undefined) throw new Error('Invariant broken: the view was saved');
      return saved;
    },

    'views.rename': ({ id, name }) => {
      const before = all().find((view) => view.id === id);
      if (before === undefined) {
        throw new AppError('NOT_FOUND', {
          message: gridText.viewGone,
          nextStep: gridText.viewGoneNext,
        });
      }
      if (name === before.name) return before;
      const other = ofName(name).find((row) => row.id !== id);
      if (other !== undefined) {
        throw new AppError('VALIDATION', {
          message: gridText.viewNameTaken(other.name),
          path: 'name',
          nextStep: gridText.viewNameTakenNext,
        });
      }
      const updatedAt = context.timestamp();
      const sql = 'update saved_view set name = ?, updated_at = ? where id = ?';
      ledger.db.run(sql, name, updatedAt, id);
      context.emit('views.changed', {});
      return { ...before, name, updatedAt };
    },

    'views.remove': ({ id }) => {
      ledger.db.run('delete from saved_view where id = ?', id);
      context.emit('views.changed', {});
      return {};
    },

    'views.counts': async ({ repositoryId }) => {
      const views = recordViews(ledger);
      const counts: { id: number; count: number }[] = [];
      for (const { id, query } of all()) {
        const filter = { repositoryId, query };
        await views.prepare(filter, {});
        counts.push({ id, count: views.countOf(filter) });
      }
      return { counts };
    },
  };
}

/** A view of a version that shows lists otherwise is left out rather than shown wrongly. */
function toView({ layout, ...row }: ViewRow): SavedView[] {
  const read = gridLayout.safeParse(JSON.parse(layout));
  return read.success && parseQuery(row.query).ok ? [{ ...row, layout: read.data }] : [];
}
