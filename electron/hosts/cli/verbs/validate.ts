import type { Client } from '#shared/contract/client.ts';
import { checkRecord } from '#shared/findings/check-record.ts';
import type { Finding } from '#shared/findings/finding.ts';
import { text } from '#shared/text/command-line.en.ts';
import { eachRecord, findCollection } from '../find.ts';
import type { TargetState } from '../option-values.ts';
import type { Output } from '../output.ts';
import type { RunVerb, VerbCall } from '../verb.ts';
import { WrongUse } from '../verb.ts';

/** One line of the result, as scripts read it. */
interface ResultLine {
  readonly source: string | null;
  readonly row: number | null;
  readonly doi: string | null;
  readonly valid: boolean;
  readonly findings: readonly Finding[];
}

export const run: RunVerb = async (call) => {
  const collection = call.options.text('collection');
  if ((collection === null) === (call.words.length === 0)) {
    throw new WrongUse(text.sourcesOrCollection);
  }
  const lines = collection === null ? sourceLines(call) : collectionLines(call, collection);
  return await printLines(lines, call.output);
};
