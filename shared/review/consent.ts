import type { Attributes, Creator } from '../metadata/attributes.ts';
import { consentText, consentVersion } from '../text/consent.en.ts';
import { listOf, textOf } from '../values/tolerant.ts';
import type { ReviewPolicy } from './review-policy.ts';

/** What somebody agrees to before names go public, word for word as it is kept (requirements D7 to D9). */
interface Consent {
  /** The persons whom the record names, each once. */
  readonly people: readonly string[];
  readonly version: string;
  readonly text: string;
  /** The institution's or the hub's terms as they stand; '' for none. */
  readonly terms: string;
  readonly termsUrl: string;
}

export function consentOf(
  attributes: Attributes,
  { terms, termsUrl }: Pick<ReviewPolicy, 'terms' | 'termsUrl'>,
): Consent {
  const people = namedPeople(attributes);
  return { people, version: consentVersion, text: consentText.statement(people), terms, termsUrl };
}

/** Organisations are nobody's personal data. */
export function namedPeople({ creators, contributors }: Attributes): string[] {
  const named: readonly Creator[] = [...listOf(creators), ...listOf(contributors)];
  const names = named
    .filter(({ nameType }) => nameType !== 'Organizational')
    .map(({ name, familyName, givenName }) =>
      (textOf(name) || [textOf(familyName), textOf(givenName)].filter(Boolean).join(', ')).slice(
        0,
        500,
      ),
    )
    .filter((name) => name !== '');
  return [...new Set(names)];
}

/** A consent says nothing about people who were named since. */
export function coversAll(agreed: readonly string[], attributes: Attributes): boolean {
  const known = new Set(agreed);
  return namedPeople(attributes).every((name) => known.has(name));
}
