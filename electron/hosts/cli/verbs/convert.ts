import { basename } from 'node:path';

import { convertSources } from '#core/convert/convert-sources.ts';
import type { Conversion } from '#core/convert/convert-sources.ts';
import { isTargetName, targets } from '#core/convert/targets.ts';
import type { Target, TargetName } from '#core/convert/targets.ts';
import { addCitationStyle, citationLocales } from '#core/citation/format-citation.ts';
import type { FormatOptions } from '#core/citation/format-citation.ts';
import { nodeClock } from '#core/node-ports.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { text } from '#shared/text/convert.en.ts';
import type { OptionValues } from '../option-values.ts';
import type { Output } from '../output.ts';
import { createOutFolder } from '../out-folder.ts';
import type { OutFolder } from '../out-folder.ts';
import { readStyleFile } from '../style-file.ts';
import { readSources } from '../source-options.ts';
import type { RunVerb } from '../verb.ts';
import { WrongUse } from '../verb.ts';
import { fromWhereThePersonStands } from '../../where.ts';

/** One line of the result, as scripts read it. */
interface ResultLine {
  readonly source: string;
  readonly row: number | null;
  readonly doi: string | null;
  readonly to: TargetName;
  readonly text?: string;
  /** Absolute path, with `--out`. */
  readonly file?: string;
  readonly changes: Conversion['changes'];
  readonly findings: Conversion['findings'];
  /** Only for a record that could not be read or written. */
  readonly failure?: { readonly message: string; readonly nextStep: string | null };
}

interface Job {
  readonly to: TargetName;
  readonly target: Target;
  readonly options: FormatOptions;
  readonly out: OutFolder | null;
  readonly output: Output;
}

export const run: RunVerb = async ({ words, options, output, signal }) => {
  const to = targetOf(options);
  const { paths } = readSources(words);
  const target: Target = targets[to];
  const job = {
    to,
    target,
    options: await citationOptions(options, to),
    out: outOf(options),
    output,
  };
  const written: Attributes[] = [];
  let failed = 0;
  let total = 0;
  let isFlawed = false;
  for await (const conversion of convertSources({ paths, to }, nodeClock)) {
    if (signal.aborted) break;
    total += 1;
    const line = await convertOne(conversion, job);
    tell(line, output);
    if (line.failure !== undefined) failed += 1;
    else if (conversion.record !== null) written.push(conversion.record);
    isFlawed ||= line.findings.some(({ severity }) => severity === 'error');
    output.progress({ label: text.converting, done: total, total: null, failed });
  }
  output.progress(null);
  if (job.out === null && !output.json && written.length > 0) {
    if (written.length > 1 && !target.holdsMany) throw new WrongUse(text.oneRecordAFile(total));
    await output.raw(await target.write(written, job.options));
  }
  if (total !== 1 || failed > 0) output.say(text.converted(total - failed, failed));
  return failed > 0 || isFlawed || signal.aborted ? 1 : 0;
};

function targetOf(options: OptionValues): TargetName {
  const to = options.required('to');
  if (isTargetName(to)) return to;
  throw new WrongUse(text.notAFormat(to, Object.keys(targets)));
}

function outOf(options: OptionValues): OutFolder | null {
  const folder = options.text('out');
  const isForced = options.has('force');
  if (folder !== null) return createOutFolder(fromWhereThePersonStands(folder), { isForced });
  if (isForced) throw new WrongUse(text.forceNeedsOut);
  return null;
}

async function citationOptions(options: OptionValues, to: TargetName): Promise<FormatOptions> {
  const [style, locale] = [options.text('style'), options.text('locale')];
  for (const name of ['style', 'locale']) {
    if (to !== 'citation' && options.has(name)) throw new WrongUse(text.onlyForCitation(name));
  }
  const known = citationLocales.find((each) => each === locale);
  if (locale !== null && known === undefined) {
    throw new WrongUse(text.notALocale(locale, citationLocales));
  }
  return {
    ...(style === null ? {} : { style: await styleNamed(style) }),
    ...(known === undefined ? {} : { locale: known }),
  };
}

/** A bundled style by its name; a CSL file is added under a name made of its own. */
async function styleNamed(style: string): Promise<string> {
  const xml = await readStyleFile(style);
  if (xml === null) return style;
  const name = `own-${basename(style)
    .slice(0, -4)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')}`.slice(0, 100);
  await addCitationStyle(name, xml);
  return name;
}

/** Writes one record where it is to go by itself; on standard output, all follow together at the end. */
async function convertOne(conversion: Conversion, job: Job): Promise<ResultLine> {
  const { source, row, doi, record, changes, findings, failure } = conversion;
  const base = { source, row, doi, to: job.to, changes, findings };
  if (record === null || failure !== null) {
    return {
      ...base,
      failure: { message: failure?.message ?? '', nextStep: failure?.nextStep ?? null },
    };
  }
  if (job.out === null && !job.output.json) return base;
  const document = await job.target.write([record], job.options);
  if (job.out === null) return { ...base, text: document };
  const place = { source, row, extension: job.target.extension };
  const { file, problem } = await job.out.write(place, document);
  return problem === null
    ? { ...base, file }
    : { ...base, failure: { message: problem, nextStep: null } };
}

/** The result to stdout; to people, on stderr, also what they should know of it. */
function tell(line: ResultLine, output: Output): void {
  output.line(line);
  if (output.json) return;
  const place = line.row === null ? line.source : `${line.source}, ${line.row}`;
  for (const { message, needsDecision } of line.changes) {
    output.say(text.change(place, message, needsDecision));
  }
  for (const { severity, message } of line.findings) {
    if (severity !== 'hint') output.say(`${place}: ${message}`);
  }
  if (line.failure !== undefined) output.say(`${place}: ${line.failure.message}`);
  if (line.file !== undefined) output.print(line.file);
}
