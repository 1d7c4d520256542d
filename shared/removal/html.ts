/**
 * A template for pages that others will read: everything put into it is text, unless it came out of this
 * file. So a context that was forgotten is still safe, and a text is never escaped twice.
 */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type HtmlPart = string | number | Html | readonly HtmlPart[] | null;

export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return new Html(
    strings.reduce((text, piece, at) => text + asHtml(parts[at - 1] ?? null) + piece),
  );
}

function asHtml(part: HtmlPart): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return escapeText(String(part));
  return part.map(asHtml).join('');
}

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // A parser would make a line feed of it.
  '\r': '&#13;',
};

/**
 * Text for an element or a quoted attribute. Characters that HTML cannot hold (controls, halves of a
 * surrogate pair, non-characters) become U+FFFD; all others reach the reader as they are, so whatever
 * turns the direction of text is put into `<bdi>` by `isolated`.
 */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g,
      '\ufffd',
    )
    .replace(
      /[\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{3fffe}\u{3ffff}\u{10fffe}\u{10ffff}]/gu,
      '\ufffd',
    )
    .replace(/[&<>"'\r]/g, (mark) => marks[mark] ?? mark);
}

/** Foreign text whose direction cannot reach its neighbours (CVE-2021-42574). */
export function isolated(text: string): Html {
  return html`<bdi>${text}</bdi>`;
}

/** An address that may stand in `href`: http, https or mailto, in the parser's own spelling. Null: none. */
export function safeAddress(address: string): string | null {
  if (/[\u0000-\u0020\u007f\\]/.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (!['http:', 'https:', 'mailto:'].includes(url.protocol)) return null;
  if (url.username !== '' || url.password !== '') return null;
  return url.href;
}

/** A link, or its text alone where the address is not one that may be followed. */
export function link(address: string, text: string = address): Html {
  const href = safeAddress(address);
  return href === null ? isolated(text) : html`<a href="${href}">${isolated(text)}</a>`;
}

/** JSON as the text of a data block: nothing in it can end the element or open a comment. */
export function jsonBlock(value: unknown): Html {
  const text = JSON.stringify(value, null, 2).replace(
    /[<>&\u2028\u2029]/g,
    (mark) => `\\u${(mark.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
  return new Html(text);
}
