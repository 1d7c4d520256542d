/** Characters that XML 1.0 cannot hold at all, not even escaped (XML 1.0, 2.2). */
const impossible = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const escape = (character: string): string => escapes[character] ?? character;

/** Text without what XML cannot hold: such characters are left out, half surrogate pairs replaced. */
function writable(text: string): string {
  return text.replace(impossible, '').toWellFormed();
}

/** Escapes text content; a carriage return would otherwise be read back as a line feed. */
export function escapeText(text: string): string {
  return writable(text).replace(/[&<>\r]/g, escape);
}

/** Escapes an attribute's value; line breaks and tabs would otherwise be read back as blanks. */
export function escapeAttribute(text: string): string {
  return writable(text).replace(/[&<>"\t\n\r]/g, escape);
}
