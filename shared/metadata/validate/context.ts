import type { Finding, Fix, Gate, Severity } from '../../findings/finding.ts';
import { sentenceOf } from './sentences.ts';
import type { Traits } from '../../values/text-traits.ts';
import type { Segment } from '../path.ts';
import { pathText } from '../path.ts';
import { scalarText } from '../xml/service-view.ts';
import type { Kind } from './sentence.ts';
import type { FindingCode } from './sentences.ts';

/**
 * One run of validation over one record: where it is, and what it found. Paths are kept as a stack
 * and put into words only for a finding, since nearly every value is right.
 */
export interface Context {
  readonly findings: Finding[];
  readonly path: Segment[];
  /**
   * What a violation of the schema means: refused; accepted because the service does not check
   * (an unknown schema string); or nothing yet (a draft).
   */
  schema: 'refused' | 'unchecked' | 'free';
  /** Characters of all texts so far. */
  textLength: number;
  /** What occurs in any of them. */
  traits: Traits;
}

/** More findings than this say nothing more to a person. */
export const maxFindings = 1000;

const grades: Readonly<Record<Exclude<Kind, 'schema'>, readonly [Severity, Gate]>> = {
  refused: ['error', 'blocks'],
  wiped: ['warning', 'blocks'],
  lost: ['warning', 'asks'],
  changed: ['hint', 'none'],
};

export interface Detail {
  /** Member or index below the place where the run is; absent for that place itself. */
  readonly at?: string | number;
  /** The whole path instead, where it is known as text. */
  readonly path?: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly instead?: string | undefined;
  readonly allowed?: string;
  readonly fix?: Fix | undefined;
}

export function createContext(schema: Context['schema']): Context {
  return { findings: [], path: [], schema, textLength: 0, traits: 0 };
}

/** Adds a finding at the present place. */
export function report(context: Context, code: FindingCode, detail: Detail = {}): void {
  if (context.findings.length > maxFindings) return;
  const path =
    detail.path ?? pathText(detail.at === undefined ? context.path : [...context.path, detail.at]);
  const finding = makeFinding(context, code, { ...detail, path });
  context.findings.push(context.findings.length === maxFindings ? cutOff() : finding);
}

function cutOff(): Finding {
  return makeFinding(createContext('free'), 'findings-cut', { path: '' });
}

function makeFinding(
  context: Context,
  code: FindingCode,
  detail: Detail & { path: string },
): Finding {
  const { kind, message, why, remedy } = sentenceOf(code);
  const unchecked = context.schema === 'unchecked' ? (['warning', 'blocks'] as const) : undefined;
  const [severity, gate] = kind === 'schema' ? (unchecked ?? grades.refused) : grades[kind];
  const facts = {
    name: detail.name ?? lastName(detail.path),
    value: detail.value === undefined || detail.value === null ? '' : quote(detail.value, code),
    ...(detail.instead === undefined ? {} : { instead: detail.instead }),
    ...(detail.allowed === undefined ? {} : { allowed: detail.allowed }),
  };
  return {
    code,
    severity,
    gate,
    path: detail.path,
    message: `${message(facts)}.`,
    ...(why === undefined ? {} : { why: `${why}.` }),
    remedy: typeof remedy === 'string' ? remedy : remedy(facts),
    ...(detail.fix === undefined ? {} : { fix: detail.fix }),
  };
}

const lastName = (path: string): string =>
  path
    .replace(/\[\d+\]$/, '')
    .split('.')
    .at(-1) ?? '';

/** Codes whose value is a sentence already. */
const verbatim: ReadonlySet<FindingCode> = new Set([
  'xml-unreadable',
  'xml-invalid',
  'xml-changed',
]);

const longest = 80;

function quote(value: unknown, code: FindingCode): string {
  if (typeof value === 'string' && verbatim.has(code)) return value.replace(/\.$/, '');
  if (Array.isArray(value)) return 'a list';
  const scalar = scalarText(value);
  if (scalar === undefined) return 'an object';
  const text = scalar.toWellFormed();
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return typeof value === 'string' ? `"${short}"` : short;
}
