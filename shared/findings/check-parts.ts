import { checkAllGuidelines } from '../guidelines/check-guidelines.ts';
import type { Rule } from '../guidelines/rule.ts';
import { rules } from '../guidelines/rules.ts';
import type { Attributes } from '../metadata/attributes.ts';
import { judgeMetadata } from '../metadata/validate.ts';
import { checkValues } from '../values/check-values.ts';
import { anyTraits } from '../values/text-traits.ts';
import type { Checked, CheckOptions } from './check-record.ts';
import { contextFor, noContext, withoutEchoes } from './check-record.ts';
import type { Finding } from './finding.ts';

/** Attributes that the schema's checks and the checks of values look at together. */
const judgedTogether: readonly (readonly string[])[] = [
  ['publisher', 'container'],
  ['publicationYear', 'dates'],
  ['contributors', 'fundingReferences'],
  ['identifiers', 'alternateIdentifiers', 'relatedIdentifiers', 'doi'],
];

/** Decides how all others are judged: where it changes, a part tells nothing. */
const always = 'schemaVersion';

/**
 * What of a record has to be looked at to tell what a change of some attributes does to its findings. Everything
 * that is left out is found in the same places before and after.
 */
export interface PartialCheck {
  /** Attributes that have to be at hand, those that change among them. */
  readonly needed: readonly string[];
  /**
   * The findings that these attributes decide, of records that hold the needed ones only. Told of the record before
   * and after a change, the difference is that of all its findings.
   */
  findings(records: readonly Checked[], options: Omit<CheckOptions, 'state'>): Finding[][];
}

const made = new Map<string, PartialCheck | null>();

/** The check for a change of these attributes; null where only the whole record tells. */
export function partialCheck(touched: readonly string[]): PartialCheck | null {
  const key = touched.join(' ');
  const known = made.get(key);
  if (known !== undefined) return known;
  const fresh = touched.includes(always) || touched.includes('doi') ? null : make(touched);
  made.set(key, fresh);
  return fresh;
}

function make(touched: readonly string[]): PartialCheck {
  const judged = new Set([
    ...touched,
    ...judgedTogether.filter((group) => group.some((name) => touched.includes(name))).flat(),
  ]);
  const asked = rules.filter(({ reads }) => reads.some((name) => judged.has(name)));
  const read = asked.filter((rule) => rule.apart !== true).flatMap(({ reads }) => reads);
  const scope: Scope = {
    judged,
    names: [...new Set([...judged, always])].sort(),
    asked: asked.filter((rule) => rule.apart !== true),
    askedApart: asked.filter((rule) => rule.apart === true),
  };
  return {
    needed: [...new Set([...judged, always, ...read])].sort(),
    findings: (records, options) => check(records, options, scope),
  };
}

interface Scope {
  /** What the schema and the values are judged of. */
  readonly judged: ReadonlySet<string>;
  /** Those, and what decides how they are judged, in the order of their names. */
  readonly names: readonly string[];
  /** The guidelines that may find something else. */
  readonly asked: readonly Rule[];
  /** Those that look at each attribute by itself: they need no more than what is judged. */
  readonly askedApart: readonly Rule[];
}

function check(
  records: readonly Checked[],
  { domains, context = noContext }: Omit<CheckOptions, 'state'>,
  { judged, names, asked, askedApart }: Scope,
): Finding[][] {
  const parts = records.map(({ attributes }) => only(attributes, names));
  const guide = (all: readonly Attributes[], guidelines: readonly Rule[]): Finding[][] => {
    if (guidelines.length === 0) return [];
    const guided = records.map(({ state }, at) => {
      const attributes = all[at] ?? {};
      return { attributes, context: contextFor(context, state), traits: anyTraits };
    });
    return checkAllGuidelines(guided, guidelines);
  };
  const guidelines = guide(
    records.map(({ attributes }) => attributes),
    asked,
  );
  const apart = guide(parts, askedApart);
  return records.map(({ state }, at) => {
    const part = parts[at] ?? {};
    const { findings: refused, traits } = judgeMetadata(part, {
      state: state === 'reserved' ? 'draft' : state,
      only: judged,
      ...(domains === undefined ? {} : { domains }),
    });
    const advised = withoutEchoes([...(guidelines[at] ?? []), ...(apart[at] ?? [])], refused);
    return [...refused, ...checkValues(part, traits), ...advised];
  });
}

/** These attributes alone; nothing else of the record is looked at. */
function only(attributes: Attributes, names: readonly string[]): Attributes {
  const part: Record<string, unknown> = {};
  for (const name of names) {
    const value = (attributes as Readonly<Record<string, unknown>>)[name];
    if (value !== undefined) part[name] = value;
  }
  return part;
}
