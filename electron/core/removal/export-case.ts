import type { Output } from '#shared/contract/contract.ts';
import type { CaseDetail } from '#shared/contract/removal-shapes.ts';
import { Html, html, isolated } from '#shared/removal/html.ts';
import { pageStyle, plainTemplate } from '#shared/removal/page-template.ts';
import { restoreSteps, removalSteps } from '#shared/removal/steps.ts';
import type { StepName } from '#shared/removal/steps.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { removalText as text } from '#shared/text/removal.en.ts';
import type { CoreContext } from '../context.ts';
import type { RemovalCase } from './case-rows.ts';
import { viewDetail } from './case-views.ts';
import { itemsOf, stepRows } from './item-rows.ts';
import { sha256Base64 } from './make-page.ts';

/** The whole case as one file: what was asked, decided, done and proved. Documents are named by their hash. */
export function exportCase(
  context: CoreContext,
  given: RemovalCase,
  format: 'html' | 'json',
): Output<'removal.export'> {
  const detail = viewDetail(context, given);
  const items = itemsOf(context.ledger, given.id).map((item) => ({
    doi: item.doi,
    status: item.status,
    pageUrl: item.pageUrl,
    pageSha256: item.pageSha256,
    before: item.before,
    failure: item.failure,
    receipt: item.receipt === null ? null : (JSON.parse(item.receipt) as unknown),
    steps: [...stepRows(context.ledger, given.id, item.doi).values()].map((row) => ({
      ...row,
      evidence: JSON.parse(row.evidence) as unknown,
    })),
  }));
  const fileName = `${detail.name}.${format}`;
  if (format === 'html') return { text: caseHtml(detail, items), fileName };
  const file = Object.fromEntries(
    Object.entries(detail).filter(([name]) => !['can', 'confirmation', 'blocked'].includes(name)),
  );
  const whole = { format: 'doi-steward-case', version: 1, case: file, items };
  return { text: `${JSON.stringify(JSON.parse(canonicalJson(whole)), null, 2)}\n`, fileName };
}

interface ExportedItem {
  readonly doi: string;
  readonly status: keyof typeof text.itemStatus;
  readonly pageUrl: string | null;
  readonly receipt: unknown;
  readonly steps: readonly {
    readonly step: StepName;
    readonly status: string;
    readonly at: string;
    readonly message: string | null;
  }[];
}

function caseHtml(detail: CaseDetail, items: readonly ExportedItem[]): string {
  const style = pageStyle(plainTemplate.accent);
  const policy = `default-src 'none'; style-src 'sha256-${sha256Base64(style)}'; base-uri 'none'; form-action 'none'`;
  const row = (label: string, value: string | null): Html | null =>
    value === null || value === ''
      ? null
      : html`<dt>${label}</dt><dd>${isolated(value)}</dd>
`;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${detail.name}</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
<h1>${detail.name}: ${text.kind[detail.kind]}</h1>
<dl>
${factsOf(detail).map(([label, value]) => row(label, value))}</dl>
<h2>What happened</h2>
<ul>
${detail.entries.map(
  (
    entry,
  ) => html`<li>${entry.at}${entry.person === null ? null : html`, ${isolated(entry.person)}`}: ${isolated(entry.text)}</li>
`,
)}</ul>
${
  detail.documents.length === 0
    ? null
    : html`<h2>Documents</h2>
<ul>
${detail.documents.map(
  (
    one,
  ) => html`<li>${isolated(one.name || 'erased')}, SHA-256 ${one.sha256}${one.erasedAt === null ? null : `, erased ${one.erasedAt}`}</li>
`,
)}</ul>
`
}<h2>DOIs</h2>
${items.map(itemHtml)}</main>
</body>
</html>
`.text;
}

/** Everything that a reader of the file needs to know of the case, in the order of its life. */
function factsOf(detail: CaseDetail): [label: string, value: string | null][] {
  const { tombstone, alternative } = detail;
  const { field, alternative: alternatives } = text;
  return [
    ['Status', text.status[detail.status]],
    ['Whose DOI', text.owner[detail.owner]],
    ['Came in', text.origin[detail.origin]],
    ['Opened', detail.createdAt],
    ['Closed', detail.closedAt],
    ['Due', detail.dueOn],
    ['Reminder', detail.remindOn],
    ['Requester', detail.requester],
    ['Contact of the requester', detail.requesterContact],
    ['Discussion', detail.discussionUrl],
    ['Request', detail.request],
    ['Approved by', detail.approvedBy.join(', ')],
    ['Alternative', alternative === null ? null : alternatives[alternative].name],
    [field.reason, tombstone.reason === '' ? null : text.reason[tombstone.reason]],
    [field.statement, tombstone.statement],
    [field.circumstancesDate, tombstone.circumstancesDate],
    [field.withdrawnDate, tombstone.isTemporary ? null : tombstone.withdrawnDate],
    [field.expectedBack, tombstone.isTemporary ? tombstone.expectedBack : null],
    [field.decidedBy, tombstone.decidedBy],
    [field.authority, tombstone.authority],
    [field.contact, tombstone.contact],
    [field.successorDoi, tombstone.successorDoi],
    [field.dataKept, text.dataKept[tombstone.dataKept]],
    [field.visibility, text.visibility[tombstone.visibility]],
    [field.citation, tombstone.citation],
  ];
}

function itemHtml(item: ExportedItem): Html {
  const order: readonly string[] = [...removalSteps, ...restoreSteps];
  const rows = [...item.steps].sort(
    (one, other) => order.indexOf(one.step) - order.indexOf(other.step),
  );
  return html`<h3>${isolated(item.doi)}: ${text.itemStatus[item.status]}</h3>
${
  item.pageUrl === null
    ? null
    : html`<p>${isolated(item.pageUrl)}</p>
`
}<ul>
${rows.map(
  (
    step,
  ) => html`<li>${step.at}: ${text.step[step.step]}, ${step.status}${step.message === null ? null : html`. ${isolated(step.message)}`}</li>
`,
)}</ul>
${
  item.receipt === null
    ? null
    : html`<p>Receipt: ${isolated(canonicalJson(item.receipt))}</p>
`
}`;
}
