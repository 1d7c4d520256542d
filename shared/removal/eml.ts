/** A letter that a person sends with her own program: nothing leaves by itself (D21). */
export interface Letter {
  /** May be ''. */
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/**
 * The letter as a file of RFC 5322 that mail programs open as a draft (`X-Unsent`). `date` is the moment of
 * making, milliseconds UTC. Header values cannot break out of their line.
 */
export function toEml(letter: Letter, date: number): string {
  const headers = [
    ...(letter.from === '' ? [] : [`From: ${headerText(letter.from)}`]),
    `To: ${headerText(letter.to)}`,
    `Subject: ${headerText(letter.subject)}`,
    `Date: ${new Date(date).toUTCString().replace('GMT', '+0000')}`,
    'X-Unsent: 1',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
  ];
  return `${headers.join('\r\n')}\r\n\r\n${quotedPrintable(letter.body)}\r\n`;
}

/** Plain where it can be, else encoded words of RFC 2047 that hold whole characters, at most 75 long. */
function headerText(text: string): string {
  const line = text.replace(/[\r\n]+/g, ' ').trim();
  if (/^[\x20-\x7e]*$/.test(line) && !line.includes('=?') && line.length < 900) return line;
  const words: string[] = [''];
  for (const character of line.toWellFormed()) {
    const unit = [...new TextEncoder().encode(character)]
      .map((byte) =>
        /[A-Za-z0-9]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : hex(byte),
      )
      .join('');
    const last = words.at(-1) ?? '';
    if (last.length + unit.length > 60) words.push(unit);
    else words[words.length - 1] = last + unit;
  }
  return words.map((word) => `=?UTF-8?Q?${word}?=`).join('\r\n ');
}

/** RFC 2045, 6.7: lines of at most 76 characters, everything else than plain ASCII as `=XX`. */
function quotedPrintable(text: string): string {
  return text
    .toWellFormed()
    .split(/\r\n|\r|\n/)
    .map(quotedLine)
    .join('\r\n');
}

function quotedLine(line: string): string {
  const lines: string[] = [''];
  const bytes = [...new TextEncoder().encode(line)];
  bytes.forEach((byte, at) => {
    const isBlankAtEnd = (byte === 32 || byte === 9) && at === bytes.length - 1;
    const isPlain = (byte >= 32 && byte <= 126 && byte !== 61) || byte === 9;
    const unit = isPlain && !isBlankAtEnd ? String.fromCharCode(byte) : hex(byte);
    const last = lines.at(-1) ?? '';
    if (last.length + unit.length > 75) lines.push(unit);
    else lines[lines.length - 1] = last + unit;
  });
  return lines.join('=\r\n');
}

function hex(byte: number): string {
  return `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
