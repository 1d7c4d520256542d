import { doiKey, parseDoi } from '../doi/doi.ts';
import type { Ownership, RequestKind } from './case-table.ts';
import { requestKinds } from './case-table.ts';
import { isDay } from './days.ts';
import type { RemovalReason } from './reasons.ts';
import { removalReasons } from './reasons.ts';

/** A request as it was read out of somebody's text, for a person to look over. */
export interface ReadRequest {
  readonly kind: RequestKind;
  readonly dois: readonly string[];
  readonly requester: string;
  readonly requesterContact: string;
  readonly request: string;
  readonly discussionUrl: string;
  readonly dueOn: string | null;
  readonly reason: RemovalReason | '';
  readonly owner: Ownership | null;
}

/** Words by which people ask, tried in this order; "delete" is what is meant when none is there. */
const kindWords: readonly (readonly [RequestKind, RegExp])[] = [
  ['rename', /\b(?:rename|umbenennen|new name)\b/i],
  ['visibility', /\b(?:make (?:it )?private|visibility|sichtbarkeit|gated)\b/i],
  ['deletion', /\b(?:delet\w+|remov\w+|take\s?down|withdraw\w*|retract\w*|löschen|entfernen)\b/i],
  ['correction', /\b(?:correct\w*|typo|wrong|fix|korrigier\w*|berichtig\w*)\b/i],
];

const doiPattern = /\b10\.\d{2,9}(?:\.\d+)*\/[^\s<>"'\])}]+/gi;

/** Every DOI that a text holds, each once. */
export function findDois(text: string): string[] {
  const found = new Map<string, string>();
  for (const [match] of text.matchAll(doiPattern)) {
    const parsed = parseDoi(match);
    if (parsed.ok) found.set(doiKey(parsed.value), doiKey(parsed.value));
  }
  return [...found.values()];
}

/**
 * One request out of a pasted e-mail: sender, DOIs, the day named after "by" or "until", and the letter
 * itself. What a person must look over is what it guesses; nothing is stored from here.
 */
export function readEmail(text: string): ReadRequest | null {
  const dois = findDois(text);
  if (dois.length === 0) return null;
  const from = /^\s*(?:from|von|de)\s*:\s*(.+)$/im.exec(text)?.[1]?.trim() ?? '';
  const address =
    /<([^<>\s]+@[^<>\s]+)>/.exec(from)?.[1] ?? /[^\s<>@]+@[^\s<>@]+/.exec(from)?.[0] ?? '';
  const name = from
    .replace(/<[^>]*>/g, '')
    .replace(/^["']|["']\s*$/g, '')
    .trim();
  const due = /\b(?:by|until|before|bis)\s+(?:zum\s+)?(\d{4}-\d{2}-\d{2})/i.exec(text)?.[1] ?? '';
  const discussion = /https:\/\/\S+\/discussions\/\d+/.exec(text)?.[0] ?? '';
  return {
    kind: kindWords.find(([, words]) => words.test(text))?.[0] ?? 'deletion',
    dois,
    requester: name === address ? '' : name.slice(0, 500),
    requesterContact: address.slice(0, 500),
    request: text.trim().slice(0, 20_000),
    discussionUrl: discussion.slice(0, 2000),
    dueOn: isDay(due) ? due : null,
    reason: '',
    owner: null,
  };
}

export const requestColumns = [
  'doi',
  'kind',
  'reason',
  'requester',
  'contact',
  'request',
  'due',
  'discussion',
] as const;

/** A row of a CSV file by its column names; the problem says what cannot be read. */
export function readRequestRow(
  row: Readonly<Record<string, string>>,
): { readonly request: ReadRequest } | { readonly problem: string } {
  const cell = (name: (typeof requestColumns)[number]): string => (row[name] ?? '').trim();
  const dois = findDois(cell('doi'));
  if (dois.length === 0) return { problem: `“${cell('doi').slice(0, 60)}” is not a DOI.` };
  const kind = (cell('kind') || 'deletion').toLowerCase();
  if (!isOneOf(requestKinds, kind)) {
    return { problem: `“${kind.slice(0, 60)}” is none of ${requestKinds.join(', ')}.` };
  }
  const reason = cell('reason').toLowerCase();
  if (reason !== '' && !isOneOf(removalReasons, reason)) {
    return {
      problem: `“${reason.slice(0, 60)}” is no reason; use one of ${removalReasons.join(', ')}.`,
    };
  }
  const due = cell('due');
  if (due !== '' && !isDay(due))
    return { problem: `“${due.slice(0, 60)}” is no day, as 2027-06-30.` };
  return {
    request: {
      kind,
      dois,
      requester: cell('requester').slice(0, 500),
      requesterContact: cell('contact').slice(0, 500),
      request: cell('request').slice(0, 20_000),
      discussionUrl: cell('discussion').slice(0, 2000),
      dueOn: due === '' ? null : due,
      reason,
      owner: null,
    },
  };
}

function isOneOf<T extends string>(list: readonly T[], text: string): text is T {
  return (list as readonly string[]).includes(text);
}
