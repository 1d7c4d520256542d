import type { RelationChange } from '../versions/repair/workbench.ts';
import { doiInWords } from '../doi/unreal-doi.ts';

/** A text to send to the owner of a record that is not ours. */
export function ownerLetter(
  doi: string,
  title: string,
  changes: readonly RelationChange[],
): string {
  const lines = changes.map(({ kind, before, after }) => {
    const said = `${before?.relationType ?? ''} ${before?.relatedIdentifier ?? ''}`;
    const wanted = `${after?.relationType ?? ''} ${after?.relatedIdentifier ?? ''} (type ${after?.relatedIdentifierType ?? ''})`;
    if (kind === 'add') return `- please add: ${wanted}`;
    return kind === 'remove'
      ? `- please remove: ${said}`
      : `- please replace: ${said} by ${wanted}`;
  });
  const name = title === '' ? '' : ` (“${title}”)`;
  return [
    `Your DOI ${doiInWords(doi)}${name} belongs to a chain of versions that we look after in part.`,
    'So that readers find from each version to the next, its related identifiers should say the same as ours:',
    '',
    ...lines,
    '',
    'Thank you.',
  ].join('\n');
}

/** Two records that are tied by a person's word. */
export const linkText = {
  title: (doi: string, other: string): string => `${doi} linked with ${other}`,
  refusedNext: 'Nothing was decided. Settle what stands against it, then decide again.',
} as const;
