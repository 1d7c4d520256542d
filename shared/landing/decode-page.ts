/** A page as text, and whether its bytes are what it says they are. */
export interface DecodedPage {
  readonly text: string;
  readonly charset: string;
  readonly hasBadCharset: boolean;
}

/** How far into a page its own statement of the character set is looked for (HTML's prescan). */
const prescanBytes = 1024;

/**
 * Decodes as browsers do: byte order mark, then the header, then the page's own `meta`, then UTF-8; what is
 * no UTF-8 although nobody said otherwise is read as Windows-1252.
 */
export function decodePage(bytes: Uint8Array, contentType: string): DecodedPage {
  const declared =
    markOf(bytes) ?? /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1] ?? metaCharset(bytes);
  const decoder = decoderFor(declared ?? 'utf-8');
  if (decoder === null) {
    const { text } = decodePage(bytes, '');
    return { text, charset: 'utf-8', hasBadCharset: true };
  }
  const text = decoder.decode(bytes);
  const lost = text.match(/\ufffd/g)?.length ?? 0;
  // One broken character may be the cut at the end.
  if (lost <= 1) return { text, charset: declared ?? 'utf-8', hasBadCharset: false };
  if (declared !== null && !/^utf-?8$/i.test(declared))
    return { text, charset: declared, hasBadCharset: true };
  const latin = new TextDecoder('windows-1252').decode(bytes);
  return { text: latin, charset: 'windows-1252', hasBadCharset: declared !== null };
}

function markOf(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : null;
}

function metaCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, prescanBytes));
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1] ?? null;
}

function decoderFor(label: string): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(label);
  } catch {
    // A label that no browser knows.
    return null;
  }
}
