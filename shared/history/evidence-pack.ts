import type { HistoryEvent, SignedHead } from '../contract/history.ts';
import { evidenceText as text } from '../text/evidence.en.ts';
import { escapeHtml } from './escape-html.ts';
import { packStyle } from './pack-style.ts';

/** What was sent for an operation and what came back. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly bodySha256: string;
  readonly attempts: readonly {
    readonly startedAt: string;
    readonly outcome: string | null;
    readonly httpStatus: number | null;
    readonly message: string | null;
  }[];
  readonly receipt: string | null;
}

export interface PackedEvent {
  readonly event: HistoryEvent;
  /** The event as a line of the export, without its line feed. */
  readonly line: string;
  readonly exchange: Exchange | null;
}

export interface PackHead {
  /** What was asked for, in words. */
  readonly scope: string;
  readonly isWhole: boolean;
  readonly eventCount: number;
  readonly version: string;
  readonly head: SignedHead;
  readonly anchors: readonly SignedHead[];
}

/**
 * An evidence pack is one HTML file that needs nothing else: no script, no font, no picture, no address
 * to load from, and a policy that would refuse them. Every text is escaped. It is written in pieces: the
 * top, each event, the end.
 */
export function packTop(pack: PackHead): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(text.title)}: ${escapeHtml(pack.scope)}</title>
<style>${packStyle}</style>
</head>
<body>
<header>
<p class="soft">${escapeHtml(text.madeBy(pack.version, pack.head.at))}</p>
<h1>${escapeHtml(text.title)}</h1>
<p class="lead">${escapeHtml(pack.scope)}</p>
<p>${escapeHtml(text.counted(pack.eventCount))}</p>
</header>
<section>
<h2>${escapeHtml(text.headTitle)}</h2>
<p>${escapeHtml(text.headMeaning)}</p>
${headFacts(pack.head)}
${anchorList(pack.anchors)}
</section>
<section>
<h2>${escapeHtml(text.verifyTitle)}</h2>
<ol>${(pack.isWhole ? text.verifyWhole : text.verifyPart).map((step) => `<li>${escapeHtml(step)}</li>`).join('')}</ol>
<p>${escapeHtml(pack.isWhole ? text.provesWhole : text.provesPart)}</p>
<p class="warning">${escapeHtml(text.personal)}</p>
</section>
<main>
<h2>${escapeHtml(text.eventsTitle)}</h2>
`;
}

export function packEvent({ event, line, exchange }: PackedEvent): string {
  const redacted = event.redacted.map(({ part, by }) => text.redacted(part, by));
  return `<article id="event-${event.sequence}">
<h3><span class="number">${event.sequence}</span> ${escapeHtml(event.summary)}</h3>
<p class="soft">${escapeHtml([event.at, event.person ?? text.nobody, event.kind, event.doi ?? ''].filter((one) => one !== '').join(' · '))}</p>
${event.reason === null ? '' : `<p><b>${escapeHtml(text.reason)}</b> ${escapeHtml(event.reason)}</p>`}
${redacted.map((one) => `<p class="warning">${escapeHtml(one)}</p>`).join('\n')}
${changeTable(event)}
${exchange === null ? '' : exchangeView(exchange)}
<details><summary>${escapeHtml(text.proof)}</summary>
<p class="hash">${escapeHtml(text.hash)} <code>${escapeHtml(event.hash)}</code></p>
<pre>${escapeHtml(line)}</pre></details>
</article>
`;
}

export function packEnd(): string {
  return '</main>\n</body>\n</html>\n';
}

function headFacts({ sequence, hash, at, key, signature }: SignedHead): string {
  const facts = [
    [text.eventNumber, String(sequence)],
    [text.hash, hash],
    [text.takenAt, at],
    ...(key === undefined || signature === undefined
      ? [[text.signature, text.unsigned]]
      : [
          [text.publicKey, key],
          [text.signature, signature],
        ]),
  ];
  return `<dl>${facts.map(([name = '', value = '']) => `<dt>${escapeHtml(name)}</dt><dd><code>${escapeHtml(value)}</code></dd>`).join('')}</dl>`;
}

function anchorList(anchors: readonly SignedHead[]): string {
  if (anchors.length === 0) return `<p>${escapeHtml(text.noAnchors)}</p>`;
  const lines = anchors.map((anchor) => JSON.stringify(anchor)).join('\n');
  return `<details><summary>${escapeHtml(text.anchors(anchors.length))}</summary><pre>${escapeHtml(lines)}</pre></details>`;
}

function changeTable({ changes }: HistoryEvent): string {
  if (changes.length === 0) return '';
  const cell = (side: string | null): string =>
    side === null
      ? `<td class="soft">${escapeHtml(text.notThere)}</td>`
      : `<td><pre>${escapeHtml(side)}</pre></td>`;
  const rows = changes.map(
    ({ path, before, after }) =>
      `<tr><th scope="row">${escapeHtml(path)}</th>${cell(before)}${cell(after)}</tr>`,
  );
  return `<table><thead><tr><th scope="col">${escapeHtml(text.attribute)}</th><th scope="col">${escapeHtml(text.before)}</th><th scope="col">${escapeHtml(text.after)}</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function exchangeView(exchange: Exchange): string {
  const attempts = exchange.attempts.map(({ startedAt, outcome, httpStatus, message }) =>
    [
      startedAt,
      outcome ?? text.noAnswer,
      httpStatus === null ? '' : String(httpStatus),
      message ?? '',
    ]
      .filter((one) => one !== '')
      .join(' · '),
  );
  return `<details><summary>${escapeHtml(text.exchange)}</summary>
<p><b>${escapeHtml(text.sent)}</b> <code>${escapeHtml(`${exchange.method} ${exchange.path}`)}</code></p>
<p class="hash">SHA-256 <code>${escapeHtml(exchange.bodySha256)}</code></p>
<pre>${escapeHtml(exchange.body)}</pre>
<p><b>${escapeHtml(text.cameBack)}</b></p>
<ul>${(attempts.length === 0 ? [text.notSentYet] : attempts).map((one) => `<li>${escapeHtml(one)}</li>`).join('')}</ul>
${exchange.receipt === null ? '' : `<p><b>${escapeHtml(text.receipt)}</b></p><pre>${escapeHtml(exchange.receipt)}</pre>`}
</details>`;
}
