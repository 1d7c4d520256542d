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
/** Columns before the place where a long value begins to differ. */
const leadWidth = 10;
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
    const [was, becomes] = sides(before, after);
    output.print(`${doi}  ${path}: ${was} -> ${becomes}`);
  }
  const more = places.length - mostPlaces;
  if (more > 0) output.print(`${doi}  ${changesText.cli.morePlaces(more)}`);
}

/** Both as far as a line holds them, long ones from shortly before they part, so that the difference is in sight. */
function sides(before: Json | undefined, after: Json | undefined): readonly [string, string] {
  const [was, becomes] = [oneLine(before), oneLine(after)];
  const from = Math.max(0, partAt(was, becomes) - leadWidth);
  const isLong = Math.max(was.length, becomes.length) > valueWidth;
  const shown = (text: string): string =>
    cut(isLong && from > 0 ? `…${text.slice(from)}` : text, valueWidth);
  // What looks the same on a screen, such as letters put together from two, is told by its numbers.
  const isAlike = was.normalize('NFKC') === becomes.normalize('NFKC');
  return isAlike ? [escaped(shown(was)), escaped(shown(becomes))] : [shown(was), shown(becomes)];
}

function oneLine(value: Json | undefined): string {
  if (value === undefined) return changesText.cli.nothingThere;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replace(/[\t\n\v\f\r]+/g, ' ');
}

/** Where two texts begin to differ; never within a character of two units. */
function partAt(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return /[\uD800-\uDBFF]/.test(one[at - 1] ?? '') ? at - 1 : at;
}

const escaped = (text: string): string =>
  text.replace(
    /[^\u0020-\u007E…]/gu,
    (letter) => `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`,
  );

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
