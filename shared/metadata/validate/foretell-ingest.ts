import { parseDate, proposeDate } from '../../values/date.ts';
import { isJsonObject } from '../../support/json.ts';
import type { Attributes } from '../attributes.ts';
import { scalarText } from '../xml/service-view.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';
import { mendTo } from './mend.ts';

/**
 * What the service changes in metadata that comes as XML of its own, and not in JSON (datacite.md 1.8, "From
 * XML"): the XML is kept as it was sent, but the attributes that it shows and finds by lack these.
 */
export function foretellIngest(context: Context, { dates, publicationYear }: Attributes): void {
  const list: readonly unknown[] = Array.isArray(dates) ? dates : [];
  for (const [at, entry] of list.entries()) {
    const text = isJsonObject(entry) ? scalarText(entry['date']) : undefined;
    if (text === undefined || text === '' || parseDate(text) !== null) continue;
    const fix = mendTo('Correct it', `dates[${at}].date`, proposeDate(text));
    report(context, 'date-dropped', { path: `dates[${at}]`, value: text, fix });
  }
  const isIssued = list.some((entry) => isJsonObject(entry) && entry['dateType'] === 'Issued');
  const year = scalarText(publicationYear) ?? '';
  if (!isIssued && year !== '')
    report(context, 'date-issued-added', { path: 'dates', instead: year });
}
