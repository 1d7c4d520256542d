import { removalText } from '#shared/text/removal.en.ts';
import type { RunVerb } from '../verb.ts';

export const run: RunVerb = async ({ options, output, openCore }) => {
  const { client } = await openCore();
  const show = options.has('all') ? 'all' : 'open';
  const rows: string[][] = [];
  for (;;) {
    const page = await client.call('removal.cases', { show, offset: rows.length, limit: 200 });
    for (const row of page.cases) {
      output.line(row);
      rows.push([
        row.name,
        removalText.status[row.status],
        removalText.kind[row.kind],
        `${row.dueOn ?? ''}${row.isOverdue ? ' overdue' : ''}`,
        String(row.itemCount),
        row.title,
      ]);
    }
    if (page.cases.length === 0 || rows.length >= page.total) break;
  }
  output.table(['Case', 'Status', 'Kind', 'Due', 'DOIs', 'Title'], rows);
  return 0;
};
