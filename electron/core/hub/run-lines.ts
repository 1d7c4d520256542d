import type { ParsedInput } from '#shared/contract/contract.ts';
import { readReference, readReferences } from '#shared/hub/reference.ts';
import { AppError } from '#shared/support/app-error.ts';
import { hubText as text } from '#shared/text/hub.en.ts';
import type { Sources } from '../collections/sources.ts';
import { findLocalItems } from './local-folder.ts';
import type { HubProfile } from './profile-table.ts';
import type { NewLine } from './run-table.ts';

/** The lines of a run, before anything is asked. What cannot be read or has no DOI on principle is refused here. */
export async function linesOf(
  input: ParsedInput<'hub.bringIn'>,
  profile: HubProfile,
  sources: Sources,
): Promise<readonly NewLine[]> {
  const { source } = input;
  if (source.kind === 'folder') {
    const items = await findLocalItems(sources.get(source.sourceId).paths, profile);
    return items.map(({ folder, shown, kind, name, isOfOtherHub }): NewLine => {
      if (isOfOtherHub) {
        const message = text.run.refused['other-hub'](profile.name);
        return { reference: shown, status: 'refused', message };
      }
      const known = kind ?? source.itemKind ?? null;
      if (name === null || known === null) {
        return {
          reference: shown,
          status: 'refused',
          message: name === null ? text.run.noName : text.run.noKind,
        };
      }
      return { reference: shown, kind: known, name, folder };
    });
  }
  const written = source.kind === 'own' ? ownersOf(profile) : readReferences(source.text);
  return written.map((reference): NewLine => {
    const read = readReference(reference, profile);
    switch (read.what) {
      case 'refused':
        return {
          reference,
          status: 'refused',
          message: text.run.refused[read.reason](profile.name),
        };
      case 'owner':
        return { reference, kind: 'owner', name: read.owner };
      case 'collection':
        return { reference, kind: 'collection', name: read.slug };
      case 'item':
        return {
          reference,
          kind: read.kind ?? (source.kind === 'list' ? (source.itemKind ?? null) : null),
          name: read.name,
          revision: read.revision,
        };
    }
  });
}

/** The user of the token and the organisations where she may change something (D1). */
function ownersOf(profile: HubProfile): readonly string[] {
  if (profile.account === null) {
    throw new AppError('UNAUTHORIZED', {
      message: text.run.noAccount(profile.name),
      nextStep: text.run.noAccountNext,
    });
  }
  return [profile.account.user, ...profile.account.organisations.map(({ name }) => name)];
}
