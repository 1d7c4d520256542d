import type { JsonObject } from '#shared/support/json.ts';
import { canonicalJson } from '#shared/support/json.ts';
import type { Change, WrittenChange } from './changes.ts';
import { writeSides } from './changes.ts';
import { commitmentTo, isPersonalPath, telltaleDetails } from './commitment.ts';

/** What an event tells, beside who did it, when and why. */
export interface Told {
  /** One sentence for people; names nobody, because it cannot be taken out. */
  readonly summary: string;
  readonly changes?: readonly (Change | WrittenChange)[];
  /** What else shall be proved later: hashes, counts, states. No secret, no personal text. */
  readonly detail?: JsonObject;
}

/** A text that stands beside the chain, with the salt of the commitment that stands in it. */
export interface SealedText {
  readonly part: string;
  readonly salt: string;
  readonly text: string;
}

/** An event's body before its place in the chain is known. Plain data: it crosses between threads. */
export interface EventBody {
  /** Canonical JSON. */
  readonly text: string;
  readonly sealed: readonly SealedText[];
}

/** Canonical JSON of what is told, its keys in their order; personal text is committed to and stands beside it. */
export function writeBody(newSalt: () => string, told: Told): EventBody {
  const sealed: SealedText[] = [];
  const seal = (part: string, text: string): string => {
    const salt = newSalt();
    sealed.push({ part, salt, text });
    return commitmentTo(salt, text);
  };
  return { text: bodyText(told, seal), sealed };
}

type Seal = (part: string, text: string) => string;

function bodyText({ changes = [], detail, summary }: Told, seal: Seal): string {
  const list = changes.map((change) => changeText(change, seal)).join(',');
  const changed = list === '' ? '' : `"changes":[${list}],`;
  const more = detail === undefined ? '' : `"detail":${detailText(detail, seal)},`;
  return `{${changed}${more}"summary":${JSON.stringify(summary)}}`;
}

function changeText(change: Change | WrittenChange, seal: Seal): string {
  const path = `"path":${JSON.stringify(change.path)}`;
  const sides = writeSides(change);
  if (sides === '') return `{${path}}`;
  return isPersonalPath(change.path)
    ? `{${path},"sealed":"${seal(`changes.${change.path}`, `{${sides}}`)}"}`
    : `{${sides},${path}}`;
}

function detailText(detail: JsonObject, seal: Seal): string {
  if (!telltaleDetails.some((name) => name in detail)) return canonicalJson(detail);
  const told = Object.entries(detail).map(([name, value]) => [
    name,
    telltaleDetails.includes(name)
      ? { sealed: seal(`detail.${name}`, canonicalJson(value)) }
      : value,
  ]);
  return canonicalJson(Object.fromEntries(told));
}
