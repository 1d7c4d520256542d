import type { Defaults } from '#shared/contract/define.ts';
import { defaults } from '#shared/contract/define.ts';
import type { Result } from '#shared/support/result.ts';
import { err, ok } from '#shared/support/result.ts';
import { defaultsText as text } from '#shared/text/collections.en.ts';

/** The defaults as a person types them: every field a text, empty for none. */
export interface DefaultsDraft {
  readonly publisher: string;
  readonly publisherRor: string;
  readonly language: string;
  readonly resourceTypeGeneral: string;
  readonly resourceType: string;
  readonly rights: string;
  readonly hostingInstitution: string;
  readonly publicationYear: string;
  readonly urlPattern: string;
}

export interface DraftProblem {
  readonly field: keyof DefaultsDraft;
  readonly message: string;
}

export function draftOf(given: Defaults): DefaultsDraft {
  return {
    publisher: given.publisher?.name ?? '',
    publisherRor: given.publisher?.publisherIdentifier ?? '',
    language: given.language ?? '',
    resourceTypeGeneral: given.resourceTypeGeneral ?? '',
    resourceType: given.resourceType ?? '',
    rights: given.rightsIdentifier ?? '',
    hostingInstitution: given.hostingInstitution ?? '',
    publicationYear: given.publicationYear === undefined ? '' : String(given.publicationYear),
    urlPattern: given.urlPattern ?? '',
  };
}

/** The draft as the contract has it; `given` keeps what the form does not show (subjects, creators). */
export function readDraft(draft: DefaultsDraft, given: Defaults): Result<Defaults, DraftProblem> {
  const year = draft.publicationYear.trim();
  if (year !== '' && !/^[1-9]\d{3}$/.test(year)) {
    return err({ field: 'publicationYear', message: text.notAYear });
  }
  const filled = Object.fromEntries(
    Object.entries({
      language: draft.language.trim(),
      resourceTypeGeneral: draft.resourceTypeGeneral,
      resourceType: draft.resourceType.trim(),
      rightsIdentifier: draft.rights.trim(),
      hostingInstitution: draft.hostingInstitution.trim(),
      urlPattern: draft.urlPattern.trim(),
    }).filter(([, value]) => value !== ''),
  );
  const name = draft.publisher.trim();
  const ror = draft.publisherRor.trim();
  const parsed = defaults.safeParse({
    ...(given.subjects === undefined ? {} : { subjects: given.subjects }),
    ...(given.creators === undefined ? {} : { creators: given.creators }),
    ...filled,
    ...(name === ''
      ? {}
      : { publisher: { name, ...(ror === '' ? {} : { publisherIdentifier: ror }) } }),
    ...(year === '' ? {} : { publicationYear: Number(year) }),
  });
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return err({ field: fieldOf(issue?.path[0]), message: issue?.message ?? text.noDefault });
}

function fieldOf(name: PropertyKey | undefined): keyof DefaultsDraft {
  switch (name) {
    case 'language':
    case 'resourceType':
    case 'hostingInstitution':
    case 'urlPattern':
      return name;
    case 'rightsIdentifier':
      return 'rights';
    default:
      return 'publisher';
  }
}
