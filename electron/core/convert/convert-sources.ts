import type { Failure } from '#shared/contract/define.ts';
import type { Finding } from '#shared/findings/finding.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { kernels } from '#shared/metadata/schema/properties.ts';
import type { Change } from '#shared/metadata/upgrade.ts';
import { upgradeAttributes } from '#shared/metadata/upgrade.ts';
import { createTurns, detectAll, findSourceFiles, readSource } from '../collections/index.ts';
import type { SourceItem } from '../collections/index.ts';
import type { Clock } from '../ports.ts';
import { checkTexts } from './check-texts.ts';
import { checkXml } from './check-xml.ts';
import type { TargetName } from './targets.ts';

export interface ConvertRequest {
  readonly paths: readonly string[];
  readonly to: TargetName;
}

/** One record on its way into another form. */
export interface Conversion {
  /** File name as people see it: relative to the chosen folder, with `/`. */
  readonly source: string;
  /** Row, line or place in the file, from 1; null where the file is the record. */
  readonly row: number | null;
  readonly doi: string | null;
  /** In the words of schema 4.7. Null: the record could not be read, and `failure` says why. */
  readonly record: Attributes | null;
  /** What was changed, or could not be kept, on the way to schema 4.7. */
  readonly changes: readonly Change[];
  /** What the source had to say, and what the wanted form cannot hold. */
  readonly findings: readonly Finding[];
  readonly failure: Failure | null;
}

/**
 * Reads the records of files and folders for writing in another form, older kernels brought to 4.7. A file that
 * cannot be read is one conversion with a failure. Throws `SOURCE_UNREADABLE` when there is no file at all.
 */
export async function* convertSources(
  { paths, to }: ConvertRequest,
  clock: Clock,
): AsyncGenerator<Conversion, void, undefined> {
  const { files } = await findSourceFiles(paths, null);
  const turn = createTurns(clock);
  for await (const item of readSource(files, detectAll, 'is-an-item')) {
    yield convertItem(item, to);
    await turn();
  }
}

function convertItem(item: SourceItem, to: TargetName): Conversion {
  const { source, row, attributes, failure, findings } = item;
  const doi = typeof attributes?.doi === 'string' && attributes.doi !== '' ? attributes.doi : null;
  const base = { source, row, doi, failure, changes: [] };
  if (attributes === null) return { ...base, record: null, findings };
  const { record, changes } = upgraded(item, attributes);
  // Of XML the source has to say nothing but its changes, which are told by themselves.
  const told = item.xml === undefined ? findings : [];
  const found =
    to === 'datacite-xml' ? checkXml(record) : to === 'datacite-json' ? [] : checkTexts(record);
  return { ...base, record, changes, findings: [...told, ...found] };
}

/** XML names its schema in its namespace, JSON in a member; XML's reader has upgraded the values already. */
function upgraded(
  { xml }: SourceItem,
  attributes: Attributes,
): { readonly record: Attributes; readonly changes: readonly Change[] } {
  if (xml === undefined) {
    const upgrade = upgradeAttributes(attributes);
    return { record: upgrade.attributes, changes: upgrade.changes };
  }
  const record = { ...attributes, schemaVersion: kernels.current };
  if (xml.schemaVersion === kernels.current) return { record, changes: xml.changes };
  const message = `Schema ${xml.schemaVersion} became ${kernels.current}`;
  return {
    record,
    changes: [...xml.changes, { path: 'schemaVersion', message, needsDecision: false }],
  };
}
