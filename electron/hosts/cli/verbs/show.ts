import type { RecordDetail } from '#shared/contract/records.ts';
import { text } from '#shared/text/command-line.en.ts';
import { versionsCliText } from '#shared/text/versions-cli.en.ts';
import { positionText } from '#shared/text/version-place.en.ts';
import { parseDoi } from '#shared/doi/doi.ts';
import { formatTable } from '../text-table.ts';
import type { RunVerb } from '../verb.ts';

export const run: RunVerb = async ({ openCore, words, output }) => {
  const { client } = await openCore();
  const record = await client.call('records.get', { doi: asDoi(words[0] ?? '') });
  const { position } = await client.call('versions.position', { doi: record.doi });
  output.line({ ...record, versionPosition: position });
  const place = position === null ? [] : [[versionsCliText.place, positionText(position)]];
  output.print(formatTable([...facts(record), ...place]));
  if (record.findings.length > 0) {
    output.print('');
    output.table(
      [text.heading.findings, text.heading.source, text.heading.problem],
      record.findings.map((finding) => [finding.severity, finding.path, finding.message]),
    );
  }
  return record.errorCount === 0 ? 0 : 1;
};

function asDoi(word: string): string {
  const parsed = parseDoi(word);
  return parsed.ok ? parsed.value : word;
}

function facts(record: RecordDetail): string[][] {
  const { fact, heading } = text;
  return [
    [heading.doi, record.doi],
    [fact.title, record.title],
    [fact.creators, record.creators],
    [fact.publisher, record.publisher],
    [fact.year, record.publicationYear],
    [fact.type, record.resourceType],
    [fact.url, record.url],
    [fact.state, `${record.state}, ${record.sync}`],
    [fact.collection, record.collectionName],
    [fact.repository, record.repositoryName],
    [fact.confirmed, record.confirmedAt],
  ]
    .filter(([, value]) => value !== null && value !== undefined)
    .map((row) => row.map(String));
}
