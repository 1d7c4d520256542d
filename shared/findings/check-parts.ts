import { checkAllGuidelines } from '../guidelines/check-guidelines.ts';
import type { Rule } from '../guidelines/rule.ts';
import { rules } from '../guidelines/rules.ts';
import type { Attributes } from '../metadata/attributes.ts';
import { judgeMetadata } from '../metadata/validate.ts';
import { checkValues } from '../values/check-values.ts';
import { anyTraits } from '../values/text-traits.ts';
import type { Checked, CheckOptions } from './check-record.ts';
import { contextFor, noContext, withoutEchoes } from './check-record.ts';
import { remember } from '../support/remember.ts';
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
  /**
   * True where the codes of all findings that are stored of a record, parted by spaces, tell that `found`, made of it
   * after a change, are as many of each code as before, and none of them an error. False where only the findings of
   * the record before the change tell.
   */
  areStored(found: readonly Finding[], codes: string): boolean;
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
  const codesWithin = storedWithin(scope);
  return {
    needed: [...new Set([...judged, always, ...read])].sort(),
    findings: (records, options) => check(records, options, scope),
    areStored(found, codes) {
      const within = codesWithin(codes);
      if (within === null) return false;
      const [first] = found;
      return within === (found.length === 1 ? (first?.code ?? '') : sorted(found.map(codeOf)));
    },
  };
}

const codeOf = ({ code }: Finding): string => code;
const sorted = (codes: readonly string[]): string => codes.toSorted().join(' ');
const ruleCodes: ReadonlySet<string> = new Set(rules.map(({ code }) => code));

/**
 * Of codes those that the guidelines of the scope give, which find all that they can in what it holds, in order. Null
 * where one may be of other parts as well: those of the schema and of values, and of guidelines that look at each
 * attribute by itself.
 */
function storedWithin({ asked, askedApart }: Scope): (codes: string) => string | null {
  const own = new Set(asked.map(({ code }) => code));
  const apart = new Set(askedApart.map(({ code }) => code));
  const isTold = (code: string): boolean => ruleCodes.has(code) && !apart.has(code);
  return remember<string | null>((text) => {
    const codes = text === '' ? [] : text.split(' ');
    return codes.every(isTold) ? sorted(codes.filter((code) => own.has(code))) : null;
  });
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
