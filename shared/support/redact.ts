/**
 * Takes out of a text what a log must not keep: passwords, tokens, Authorization headers, credentials in
 * addresses, and e-mail addresses. The second line of defence; the first is that nobody passes them.
 */
export function redact(text: string): string {
  return rules.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);
}

const rules: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // "password":"…", password=…, 'api_key': '…', however the quotes are escaped.
  [
    /((?:pass(?:word|phrase|wd)?|secret|token|api[-_]?key|authorization|cookie)\\?["']?\s*[:=]\s*)(?:\\?"(?:[^"\\]|\\[^"])*\\?"|'[^']*'|(?:Basic|Bearer)\s+[^\s"',;]+|[^\s"',;&}]+)/gi,
    '$1[redacted]',
  ],
  [/\b(Basic|Bearer)\s+[A-Za-z0-9+/_~.=-]{8,}/g, '$1 [redacted]'],
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^/\s:@]+:[^/\s@]+@/gi, '$1[redacted]@'],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[e-mail]'],
];
