const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text for HTML, in elements and in quoted attributes. Control characters, which HTML forbids, and those
 * that turn the direction of what follows are shown as their code point: evidence must look as it is.
 */
export function escapeHtml(text: string): string {
  return text
    .replaceAll(/[&<>"']/g, (mark) => marks[mark] ?? mark)
    .replaceAll(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
      (mark) => `[U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
    );
}
