import { valueDifferences } from '#shared/changes/value-differences.ts';
import type { AttributeChange, ChangePreview } from '#shared/contract/changes.ts';
import type { Json } from '#shared/support/json.ts';
import { changesText } from '#shared/text/changes.en.ts';
import { nameOfCode } from '#shared/text/policies.en.ts';
import { severityText } from '#shared/text/states.en.ts';
import type { Output } from './output.ts';
import { cut } from './text-table.ts';

/** Columns that a value takes beside the other one. */
const valueWidth = 40;
/** Places of one record that are told in text; JSON Lines have them all. */
const mostPlaces = 20;

/** What changes in one record, a line a place, each with its DOI: what the line is about is known behind a `grep`. */
export function printChanges(
  output: Output,
  doi: string,
  changes: readonly AttributeChange[],
): void {
  if (output.json) return;
  const places = changes.flatMap(({ path, before, after }) =>
    valueDifferences(path, before, after),
  );
  for (const { path, before, after } of places.slice(0, mostPlaces)) {
    output.print(`${doi}  ${path}: ${short(before)} -> ${short(after)}`);
  }
  const more = places.length - mostPlaces;
  if (more > 0) output.print(`${doi}  ${changesText.cli.morePlaces(more)}`);
}

function short(value: Json | undefined): string {
  if (value === undefined) return changesText.cli.nothingThere;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return cut(text.replace(/\s+/g, ' '), valueWidth);
}

interface Effects extends Pick<ChangePreview, 'findings' | 'changedCount' | 'atDataciteCount'> {
  /** Why some are left out, with how many. */
  readonly leftOut: ChangePreview['refused'];
}

/** The end of a preview: as JSON one line of a kind of its own, the last; as text what a person decides by. */
export function printEffects(output: Output, effects: Effects): void {
  for (const { count, message } of effects.leftOut) {
    output.print(changesText.cli.leftOut(count, message));
  }
  for (const { code, severity, fixed, caused } of effects.findings) {
    const name = `${severityText[severity].label}: ${nameOfCode(code)}`;
    output.print(changesText.cli.findingBalance(name, fixed, caused));
  }
  output.print(changesText.cli.wouldSend(effects.atDataciteCount));
  output.line({ preview: effects });
}
