import { doiKey } from '../doi/doi.ts';

/** File systems take 255 bytes; the rest is for an extension and a temporary name. */
const longestPart = 200;
/** Names that Windows keeps for devices, with any extension. */
const reserved = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/;

/**
 * The name of a DOI's page below the folder of pages, without an extension. Injective: two DOIs that are
 * not the same never share a name, on no file system, and `doiOfPage` leads back. Letters, digits, `.` and
 * `-` stay; every other byte of the UTF-8 form is `_` and two hexadecimal digits; long names are cut into
 * folders. `..`, device names, letter case and trailing dots therefore cannot do harm.
 */
export function pageName(doi: string): string {
  const units = [...new TextEncoder().encode(doiKey(doi))].map(encodeByte);
  const parts: string[] = [''];
  for (const unit of units) {
    const last = parts.at(-1) ?? '';
    if (last.length + unit.length > longestPart) parts.push(unit);
    else parts[parts.length - 1] = last + unit;
  }
  return parts.map(harmless).join('/');
}

/** The DOI that a page name was made of, in its comparison form. */
export function doiOfPage(name: string): string {
  const bytes: number[] = [];
  const text = name.replaceAll('/', '');
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '_') {
      bytes.push(Number.parseInt(text.slice(at + 1, at + 3), 16));
      at += 2;
    } else bytes.push(text.charCodeAt(at));
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

function encodeByte(byte: number): string {
  const character = String.fromCharCode(byte);
  return /[a-z0-9.-]/.test(character) ? character : escaped(byte);
}

function escaped(byte: number): string {
  return `_${byte.toString(16).padStart(2, '0')}`;
}

/** Dots at the ends and device names are escaped; decoding does not mind. */
function harmless(part: string): string {
  const dotted = part
    .replace(/^\./, escaped('.'.charCodeAt(0)))
    .replace(/\.$/, escaped('.'.charCodeAt(0)));
  return reserved.test(dotted) ? escaped(dotted.charCodeAt(0)) + dotted.slice(1) : dotted;
}
