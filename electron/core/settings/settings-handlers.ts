import type { Handlers } from '../router.ts';
import type { CoreContext } from '../context.ts';
import { createUpdateHandlers } from '../updates/update-handlers.ts';

/** What a person set for this program; read often, so no history. */
export function createSettingsHandlers(
  context: CoreContext,
): Pick<Handlers, 'settings.get' | 'settings.set' | 'updates.state' | 'updates.check'> {
  const { ledger } = context;
  return {
    ...createUpdateHandlers(context),
    'settings.get': ({ key }) => ({
      value:
        ledger.db.get<{ value: string | null }>('select value from setting where key = ?', key)
          ?.value ?? null,
    }),
    'settings.set': ({ key, value }) => {
      ledger.db.run(
        'insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
        key,
        value,
      );
      context.emit('app.changed', {});
      return {};
    },
  };
}
