import type { Output } from '#shared/contract/contract.ts';
import { removalScreens } from '#shared/text/removal-screens.en.ts';
import { removalText } from '#shared/text/removal.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { FactList } from '../components/fact-list.tsx';
import { saveText } from '../components/save-text.ts';

type Statistics = Output<'removal.cases'>['statistics'];
type Row = Statistics['byReason'][number];

const text = removalScreens.statistics;
const reasons: Readonly<Record<string, string>> = { ...removalText.reason, none: text.noReason };
const outcomes: Readonly<Record<string, string>> = removalText.status;

/** How many requests there were, why, how they ended, and how long they took. */
export function StatisticsDialog({
  statistics,
  onClose,
}: {
  readonly statistics: Statistics;
  readonly onClose: () => void;
}) {
  const { total, open, overdue, medianDays, byReason, byOutcome } = statistics;
  const tables = [
    { title: text.byReason, rows: named(byReason, reasons) },
    { title: text.byOutcome, rows: named(byOutcome, outcomes) },
  ];
  const save = (): void => saveText([csvOf(tables)], 'requests.csv', 'text/csv');
  return (
    <Dialog
      title={text.title}
      isOpen
      onClose={onClose}
      width="wide"
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {removalScreens.close}
          </Button>
          <Button icon="save" onPress={save}>
            {text.save}
          </Button>
        </>
      }
    >
      <FactList
        facts={[
          { name: text.facts.total, value: total },
          { name: text.facts.open, value: open },
          { name: text.facts.overdue, value: overdue },
          { name: text.facts.median, value: medianDays ?? text.none },
        ]}
      />
      {tables.map(({ title, rows }) => (
        <TallyTable key={title} title={title} rows={rows} />
      ))}
    </Dialog>
  );
}

function named(rows: readonly Row[], names: Readonly<Record<string, string>>): Row[] {
  return rows.map((row) => ({ ...row, name: names[row.name] ?? row.name }));
}

/** Numbers with a bar beside each; the bar says nothing that the number does not. */
function TallyTable({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <section className="case-tally">
      <h3>{title}</h3>
      {rows.length === 0 ? (
        <p className="soft">{text.empty}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{text.name}</th>
              <th scope="col" colSpan={2}>
                {text.count}
              </th>
              <th scope="col">{text.days}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, count, medianDays }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="case-tally-count">{count}</td>
                <td className="case-tally-plot">
                  <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                    <rect className="case-tally-bar" width={(100 * count) / most} height="8" />
                  </svg>
                </td>
                <td>{medianDays ?? text.none}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Names are the app's own words, so no cell needs more than quotes. */
function csvOf(
  tables: readonly { readonly title: string; readonly rows: readonly Row[] }[],
): string {
  const lines = tables.flatMap(({ title, rows }) =>
    rows.map(({ name, count, medianDays }) => [`"${title}"`, `"${name}"`, count, medianDays ?? '']),
  );
  const head = ['', text.name, text.count, text.days].map((word) => `"${word}"`);
  return [head, ...lines].map((cells) => `${cells.join(',')}\r\n`).join('');
}
