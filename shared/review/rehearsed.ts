import { doiKey, parseDoi } from '../doi/doi.ts';
import type { Attributes } from '../metadata/attributes.ts';

/**
 * The name under which a DOI is rehearsed: the prefix of the account that it is rehearsed on, a mark of the
 * rehearsal, and the suffix as it is. The mark keeps one rehearsal from meeting the names of another.
 */
export function rehearsedDoi(doi: string, prefix: string, mark: string): string {
  const suffix = doi.slice(doi.indexOf('/') + 1);
  return doiKey(`${prefix}/rehearsal-${mark}-${suffix}`.slice(0, 255));
}

/** The metadata with the links among rehearsed records led to their rehearsed names; all else as it is. */
export function rehearsedAttributes(
  attributes: Attributes,
  names: ReadonlyMap<string, string>,
): Attributes {
  const { relatedIdentifiers } = attributes;
  if (relatedIdentifiers === undefined) return attributes;
  return {
    ...attributes,
    relatedIdentifiers: relatedIdentifiers.map((link) => {
      const parsed =
        link.relatedIdentifierType === 'DOI' ? parseDoi(link.relatedIdentifier ?? '') : null;
      const name = parsed?.ok === true ? names.get(doiKey(parsed.value)) : undefined;
      return name === undefined ? link : { ...link, relatedIdentifier: name };
    }),
  };
}
