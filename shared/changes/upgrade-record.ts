import type { Attributes } from '../metadata/attributes.ts';
import { upgradeValues } from '../metadata/upgrade.ts';
import { kernels } from '../metadata/schema/properties.ts';
import { changesText } from '../text/changes.en.ts';
import type { StepOutcome } from './compiled-step.ts';

export interface UpgradeDecisions {
  readonly resourceTypeGeneral?: string | undefined;
  readonly keepDatesAsOther: boolean;
}

/**
 * Brings one record to the current kernel, or says what a person must decide. DataCite refuses even a new
 * address for a record of kernel 2 or 3 until it was upgraded (datacite.md 3, trap 13). A record that is
 * upgraded names the current kernel itself, so that it is sent even where no value had to change.
 */
export function upgradeRecord(
  attributes: Attributes,
  schemaVersion: string | null,
  decisions: UpgradeDecisions,
): StepOutcome {
  const from = schemaVersion ?? attributes.schemaVersion ?? kernels.current;
  const decided = withGeneralType(attributes, from, decisions.resourceTypeGeneral);
  const upgrade = upgradeValues(decided, from);
  const open = upgrade.changes.filter(
    ({ needsDecision, path }) =>
      needsDecision && !(path.startsWith('dates[') && decisions.keepDatesAsOther),
  );
  const [first] = open;
  if (first !== undefined) {
    return first.path.startsWith('dates[')
      ? { refusal: { code: 'needs-date-decision', message: changesText.refused.dateDecision } }
      : { refusal: { code: 'needs-type-decision', message: changesText.refused.typeDecision } };
  }
  if (!kernels.retired.includes(from)) return { attributes: upgrade.attributes };
  return { attributes: { ...upgrade.attributes, schemaVersion: kernels.current } };
}

function withGeneralType(
  attributes: Attributes,
  from: string,
  resourceTypeGeneral: string | undefined,
): Attributes {
  const { types } = attributes;
  const isMissing = (types?.resourceTypeGeneral ?? '') === '';
  if (resourceTypeGeneral === undefined || !isMissing || !kernels.retired.includes(from)) {
    return attributes;
  }
  return { ...attributes, types: { ...types, resourceTypeGeneral } };
}
