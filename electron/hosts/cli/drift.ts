import type { Client } from '#shared/contract/client.ts';
import { driftText as text } from '#shared/text/drift.en.ts';
import type { VerbCall } from './verb.ts';
import { waitFor } from './wait.ts';

const pageSize = 200;

/** Compares one account with the ledger and prints every difference. Null: it failed; else how many there are. */
export async function printDrift(
  { output, signal }: VerbCall,
  client: Client,
  repositoryId: string,
): Promise<number | null> {
  const page = (offset: number) =>
    client.call('drift.report', { repositoryId, offset, limit: pageSize });
  await client.call('drift.compare', { repositoryId });
  const ended = await waitFor(client, ['sync.changed'], signal, async () => {
    const report = await page(0);
    const { readCount: done, total } = report;
    output.progress({ label: text.comparing(repositoryId), done, total });
    return report.running ? null : report;
  });
  output.progress(null);
  if (ended === null) return null;
  if (ended.failure !== null) {
    output.line({ repository: repositoryId, failure: ended.failure });
    output.say(`${repositoryId}: ${ended.failure.message}`);
    return null;
  }
  const { doi, path, cause } = text.heading;
  const rows: string[][] = [];
  for (let offset = 0; offset < ended.lineCount; offset += pageSize) {
    for (const line of (await page(offset)).lines) {
      output.line({ repository: repositoryId, ...line });
      rows.push([
        line.doi,
        line.path === '' ? text.wholeRecord : line.path,
        text.cause[line.cause],
      ]);
    }
  }
  if (rows.length > 0) output.table([doi, path, cause], rows);
  const { lineCount, recordCount, isCut, readCount } = ended;
  output.line({ repository: repositoryId, readCount, recordCount, lineCount, isCut });
  const sentence = lineCount === 0 ? text.none : text.found(lineCount, recordCount);
  output.say(`${repositoryId}: ${sentence}.${isCut ? ` ${text.cut}` : ''}`);
  return lineCount;
}
