import { nodeClock } from '#core/node-ports.ts';
import { checkRecord } from '#shared/findings/check-record.ts';
import type { Finding } from '#shared/findings/finding.ts';
import type { RepositoryDetail } from '#shared/contract/repositories.ts';
import { text } from '#shared/text/command-line.en.ts';
import { eachRecord, findCollection, findRepository } from '../find.ts';
import type { Output } from '../output.ts';
import { everythingDetected, readDefaults, readRecipe, readSources } from '../source-options.ts';
import type { RunVerb, VerbCall } from '../verb.ts';
import { WrongUse } from '../verb.ts';

/** One line of the result, as scripts read it. */
interface ResultLine {
  readonly source: string | null;
  readonly row: number | null;
  readonly doi: string | null;
  readonly valid: boolean;
  readonly findings: readonly Finding[];
  /** Only for an item that could not be read at all. */
  readonly failure?: { readonly message: string };
}

export const run: RunVerb = async (call) => {
  const collection = call.options.text('collection');
  if ((collection === null) === (call.words.length === 0)) {
    throw new WrongUse(text.sourcesOrCollection);
  }
  const lines = collection === null ? sourceLines(call) : collectionLines(call, collection);
  return await printLines(lines, call.output);
};

/** Files and folders as they lie there; the ledger is opened only for what a repository gives. */
async function* sourceLines(call: VerbCall): AsyncGenerator<ResultLine> {
  const { paths } = readSources(call.words);
  // Null lets an API body's own event decide; everything else is judged as findable.
  const state = call.options.targetState('state');
  const given = await readDefaults(call.options);
  const repository = await repositoryOf(call);
  const settings = call.options.has('recipe')
    ? await readRecipe((await call.openCore()).client, call.options)
    : everythingDetected;
  const { validateSources } = await import('#core/collections/index.ts');
  const request = {
    paths,
    state,
    defaults: { ...repository?.defaults, ...given },
    settings,
    today: today(),
    ...(repository?.domains == null ? {} : { domains: repository.domains }),
  };
  for await (const { failure, ...line } of validateSources(request, nodeClock)) {
    yield failure === null ? line : { ...line, failure };
  }
}

async function repositoryOf(call: VerbCall): Promise<RepositoryDetail | null> {
  const id = call.options.text('repository');
  return id === null ? null : await findRepository((await call.openCore()).client, id);
}

/** The records of a collection, judged for the state that is asked for. */
async function* collectionLines(call: VerbCall, name: string): AsyncGenerator<ResultLine> {
  const state = call.options.targetState('state') ?? 'findable';
  const { client } = await call.openCore();
  const collection = await findCollection(client, name);
  const { domains } = await findRepository(client, collection.repositoryId);
  const { policy, waiverCount } = await client.call('collections.policy', { id: collection.id });
  const options = {
    state,
    context: { today: today() },
    ...(domains === null ? {} : { domains }),
  };
  for await (const { doi } of eachRecord(client, { collectionId: collection.id })) {
    const record = await client.call('records.get', { doi });
    // What stewards decided counts here as it does in the app; the state asked for may be another.
    const { waivers } =
      waiverCount === 0 ? { waivers: [] } : await client.call('records.waivers', { doi });
    const findings = checkRecord(record.attributes, { ...options, policy: { ...policy, waivers } });
    yield {
      source: record.source?.file ?? null,
      row: record.source?.row ?? null,
      doi,
      valid: !findings.some((finding) => finding.severity === 'error'),
      findings,
    };
  }
}

function today(): string {
  return new Date(nodeClock.now()).toISOString().slice(0, 10);
}

async function printLines(lines: AsyncIterable<ResultLine>, output: Output): Promise<0 | 1> {
  let total = 0;
  let valid = 0;
  const problems: string[][] = [];
  for await (const line of lines) {
    total += 1;
    if (line.valid) valid += 1;
    output.line(line);
    if (!line.valid && !output.json) problems.push(asRow(line));
    output.progress({ label: text.validating, done: total, total: null });
  }
  output.progress(null);
  if (problems.length > 0) {
    const { source, row, doi, problem } = text.heading;
    output.table([source, row, doi, problem], problems);
  }
  output.say(text.validated(total, valid));
  return valid === total ? 0 : 1;
}

function asRow(line: ResultLine): string[] {
  const errors = line.findings.filter((finding) => finding.severity === 'error');
  const problem = line.failure?.message ?? errors.map((error) => error.message).join(' ');
  return [line.source ?? '', String(line.row ?? ''), line.doi ?? '', problem];
}
