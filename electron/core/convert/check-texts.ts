import type { Finding } from '#shared/findings/finding.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { validateMetadata } from '#shared/metadata/validate.ts';

/** Values of another kind than the schema names, and characters that no citation format can hold. */
const telling =
  /^(?:text-(?:control|broken)-characters|value-dropped|item-dropped|object-expected|affiliation-text)$/;

/** What citation formats have to leave out or replace, as warnings: nobody refuses a citation for it. */
export function checkTexts(record: Attributes): Finding[] {
  return validateMetadata(record, { state: 'draft' })
    .filter(({ code }) => telling.test(code))
    .map((finding) => ({ ...finding, severity: 'warning', gate: 'none' }));
}
