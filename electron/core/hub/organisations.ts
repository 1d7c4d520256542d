import { AppError } from '#shared/support/app-error.ts';
import { parseRor } from '#shared/values/authority-id.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { Handlers } from '../router.ts';
import { getProfile } from './profile-table.ts';

type OrganisationHandlers = Pick<Handlers, 'hub.organisations' | 'hub.setOrganisation'>;

/** Owners of items with the ROR id that a steward picked for each; nothing is looked up or guessed (table 4.5). */
export function createOrganisationHandlers(
  context: CoreContext,
  changed: () => void,
): OrganisationHandlers {
  const { ledger } = context;
  return {
    'hub.organisations': ({ profileId }) => ({
      organisations: ledger.db.all<{
        name: string;
        itemCount: number;
        ror: string | null;
        label: string | null;
      }>(
        `select i.owner as name, count(*) as itemCount, o.ror, o.label
         from (select profile_id, substr(name, 1, instr(name, '/') - 1) as owner from hub_item
               where profile_id = @profileId and name like '%/%') i
         left join hub_organisation o on o.profile_id = i.profile_id and o.name = i.owner
         group by i.owner order by count(*) desc, i.owner limit 200`,
        { profileId },
      ),
    }),
    'hub.setOrganisation': ({ profileId, name, ror, label }) => {
      const profile = getProfile(ledger, profileId);
      const parsed = ror === null ? null : parseRor(ror);
      if (parsed?.ok === false)
        throw new AppError('VALIDATION', { message: parsed.error, path: 'ror' });
      ledger.transaction(() => {
        if (parsed === null) {
          ledger.db.run(
            'delete from hub_organisation where profile_id = ? and name = ?',
            profile.id,
            name,
          );
        } else {
          ledger.db.run(
            'insert or replace into hub_organisation (profile_id, name, ror, label) values (?, ?, ?, ?)',
            profile.id,
            name,
            parsed.value,
            label,
          );
        }
        appendEvent(context, {
          kind: 'hub.organisation-set',
          summary:
            parsed === null
              ? `Took the ROR id of ${name} on ${profile.name} out.`
              : `Picked ${parsed.value} for ${name} on ${profile.name}.`,
          detail: { hub: profile.id, name, ror: parsed?.value ?? null, label },
        });
      });
      changed();
      return {};
    },
  };
}
