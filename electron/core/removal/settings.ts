import type { PagePlace, RemovalSettings } from '#shared/contract/removal-shapes.ts';
import { removalSettings } from '#shared/contract/removal-shapes.ts';
import { accentProblem, logoProblem, plainTemplate } from '#shared/removal/page-template.ts';
import { safeAddress } from '#shared/removal/html.ts';
import { AppError } from '#shared/support/app-error.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { removalText } from '#shared/text/removal.en.ts';
import { isAbsolute } from 'node:path';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { Ledger } from '../ledger/ledger.ts';

const key = 'removal.settings';

/** Until an institution says otherwise. The hub's address is the one of its own support pages (D21). */
export const standardSettings: RemovalSettings = {
  template: plainTemplate,
  place: null,
  approvalsNeeded: 1,
  policyName: 'Removal policy 1',
  hubSupport: 'website@huggingface.co',
  dueAfterDays: 30,
  remindAfterDays: 7,
};

export function readSettings({ db }: Ledger): RemovalSettings {
  const row = db.get<{ value: string | null }>('select value from setting where key = ?', key);
  if (row?.value == null) return standardSettings;
  const parsed = removalSettings.safeParse(JSON.parse(row.value));
  return parsed.success ? parsed.data : standardSettings;
}

/** Throws `VALIDATION` for what cannot stand in a page or lead to one; nothing is saved then. */
export function saveSettings(context: CoreContext, given: RemovalSettings): void {
  const { error } = removalText;
  const { template, place } = given;
  if (logoProblem(template.logo) !== null) refuse(error.logo, 'template.logo');
  if (accentProblem(template.accent) !== null) refuse(error.accent, 'template.accent');
  for (const name of ['homeUrl', 'imprintUrl'] as const) {
    if (template[name] !== '' && safeAddress(template[name]) === null)
      refuse(error.address(template[name]), `template.${name}`);
  }
  const trouble = place === null ? null : placeProblem(place);
  if (trouble !== null) refuse(error.badPlace(trouble), 'place');
  context.ledger.transaction(() => {
    context.ledger.db.run(
      'insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
      key,
      canonicalJson(given),
    );
    appendEvent(context, {
      kind: 'removal.settings',
      summary: 'Changed how removals are decided and where their pages go.',
      detail: { approvalsNeeded: given.approvalsNeeded, place: place?.kind ?? 'none' },
    });
  });
  context.emit('removal.changed', { id: null });
}

/** Why pages cannot go there; null: they can. */
function placeProblem(place: PagePlace): string | null {
  if (!isWebFolder(place.baseUrl)) return `${place.baseUrl} is no https address of a folder`;
  if (place.kind === 'folder' && !isAbsolute(place.folder))
    return `${place.folder} is no full path of a folder`;
  if (place.kind === 'webdav' && !isWebFolder(place.uploadUrl))
    return `${place.uploadUrl} is no https address of a folder`;
  return null;
}

/** An address that pages are put behind: https, a slash at its end, no question. */
function isWebFolder(address: string): boolean {
  const href = safeAddress(address);
  return href !== null && href.startsWith('https://') && href.endsWith('/') && !/[?#]/.test(href);
}

function refuse(message: string, path: string): never {
  throw new AppError('VALIDATION', { message, path });
}
