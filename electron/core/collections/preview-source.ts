import type { PreviewItem, ReadSettings } from '#shared/contract/collections.ts';
import type { CoreContext } from '../context.ts';
import { toLine } from './import-tables.ts';
import type { ImportChoice } from './import-target.ts';
import { importTarget } from './import-target.ts';
import { planItems } from './plan-items.ts';
import { readSource } from './read-source.ts';
import { findSourceFiles } from './source-files.ts';
import type { SourceItem } from './source-item.ts';
import type { Source } from './sources.ts';

/** First items as the records they would become: enough to see whether the mapping is right. */
const previewItems = 20;

export async function previewSource(
  context: CoreContext,
  source: Source,
  settings: ReadSettings,
  choice: ImportChoice,
): Promise<PreviewItem[]> {
  const { files } = await findSourceFiles(source.paths, settings.format);
  const items: SourceItem[] = [];
  for await (const item of readSource(files, settings)) {
    items.push(item);
    if (items.length >= previewItems) break;
  }
  return planItems(context, importTarget(context, choice), items).map((planned, at) => {
    const {
      source: file,
      row,
      key,
      doi,
      title,
      status,
      findings,
      failure,
    } = toLine(planned, at + 1);
    const isDrawn = planned.outcome === 'new' && planned.item.attributes?.doi === undefined;
    return {
      source: file,
      row,
      key,
      // The name of a new item is drawn when it is brought in; this one was drawn to look at.
      doi: isDrawn ? null : doi,
      title,
      attributes: planned.attributes,
      outcome: status,
      findings,
      failure,
    };
  });
}
