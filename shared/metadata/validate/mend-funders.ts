import { isJsonObject } from '../../support/json.ts';
import type { Json } from '../../support/json.ts';
import { textOf } from '../../values/tolerant.ts';
import type { Members } from './constraints.ts';
import type { Context } from './context.ts';

/**
 * Funders among the contributors, as kernel 3 had them (`contributorType` Funder, removed in 4.0): the finding
 * about the type gets a fix that moves the funder to where schema 4 keeps it.
 */
export function mendFunders(context: Context, { contributors, fundingReferences }: Members): void {
  if (!Array.isArray(contributors)) return;
  const next = Array.isArray(fundingReferences) ? fundingReferences.length : 0;
  for (const [index, entry] of (contributors as readonly unknown[]).entries()) {
    if (!isJsonObject(entry) || entry['contributorType'] !== 'Funder') continue;
    const name = textOf(entry['name']);
    if (name === '') continue;
    const path = `contributors[${index}]`;
    const at = context.findings.findIndex((each) => each.path === `${path}.contributorType`);
    const finding = context.findings[at];
    if (finding === undefined) continue;
    const changes = [
      { path },
      { path: `fundingReferences[${next}]`, value: { funderName: name } as Json },
    ];
    const fix = { label: 'Make it a funding reference', changes };
    context.findings[at] = { ...finding, fix };
  }
}
