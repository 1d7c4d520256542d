import { isJsonObject } from './json.ts';

const secretName =
  /^(?:.*[-_ ])?(?:pass(?:word|phrase|wd)?|secret|token|api[-_]?key|authorization|cookie)$/i;

/**
 * Takes out of a text what a log must not keep: passwords, tokens, Authorization headers, credentials in
 * addresses, and e-mail addresses. The second line of defence; the first is that nobody passes them.
 * Every repetition is bounded or cannot fail, so that no text takes more than linear time.
 */
export function redact(text: string): string {
  return rules.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);
}

const named =
  '((?:pass(?:word|phrase|wd)?|secret|token|api[-_]?key|authorization|cookie)["\']?\\s{0,9}[:=]\\s{0,9})';

const rules: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [new RegExp(`${named}"(?:[^"\\\\]|\\\\.)*"?`, 'gi'), '$1"[redacted]"'],
  [new RegExp(`${named}'[^']*'?`, 'gi'), "$1'[redacted]'"],
  [new RegExp(`${named}(?:(?:Basic|Bearer)\\s{1,9})?[^\\s"',;&}[]+`, 'gi'), '$1[redacted]'],
  // A token has a digit, a capital or a sign in it; "Basic metadata" is prose.
  [/\b(Basic|Bearer)\s{1,9}(?=\S{0,200}[\dA-Z=_])[A-Za-z0-9+/_~.=-]{8,}/g, '$1 [redacted]'],
  [/(\b[a-z]{2,20}:\/\/)[^/\s:@]{1,200}:[^/\s@]{1,200}@/gi, '$1[redacted]@'],
  [/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}/g, '[e-mail]'],
];

/** Limits on what a log line may bring: deeper or longer is a defect, and its beginning tells which. */
const depthLimit = 6;
const textLimit = 8000;

/** A value as a log may keep it: members with the name of a secret hidden, every text redacted. */
export function redactValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') {
    return redact(value.length > textLimit ? `${value.slice(0, textLimit)}…` : value);
  }
  if (depth >= depthLimit) return '…';
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      secretName.test(name) ? '[redacted]' : redactValue(member, depth + 1),
    ]),
  );
}
