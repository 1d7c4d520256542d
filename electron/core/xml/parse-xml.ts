import { Buffer, isUtf8 } from 'node:buffer';
import { XmlCData, XmlElement as LibElement, XmlText } from 'libxml2-wasm';
import type { XmlElement } from '#shared/metadata/xml/element.ts';
import { withDocument } from './libxml.ts';

/**
 * Reads XML into a plain tree. Text and CDATA are joined, comments and processing instructions are
 * left out. Throws `AppError` VALIDATION with the line for XML that is not well-formed, has a document
 * type, nests deeper than 256 or is larger than 10 MB.
 */
export function parseXml(input: string | Uint8Array): XmlElement {
  return withDocument(guardMarks(input), (document) => treeOf(document.root));
}

// The binding decodes each text by itself and so swallows a byte-order mark that begins one. Marks
// inside a document travel as a character that is none.
const mark = '\uFEFF';
const standIn = '\uFDD0';
const writtenMark = /&#(?:x0*FEFF|0*65279);/gi;

function guardMarks(input: string | Uint8Array): string | Uint8Array {
  const text = typeof input === 'string' ? input : utf8Text(input);
  if (text === undefined) return input;
  const content = text.startsWith(mark) ? text.slice(1) : text;
  if (!content.includes(mark) && content.search(writtenMark) < 0) return input;
  return content.replaceAll(mark, standIn).replace(writtenMark, standIn);
}

/** The text of bytes in UTF-8 that hold a mark; other encodings and other bytes are libxml2's to judge. */
function utf8Text(bytes: Uint8Array): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const held = buffer.includes(mark, 1) || buffer.includes('&#');
  if (
    !held ||
    !isUtf8(buffer) ||
    /^[^>]*encoding=["'](?!utf-8)/i.test(buffer.toString('latin1', 0, 200))
  ) {
    return undefined;
  }
  return buffer.toString('utf8');
}

const restored = (text: string): string => text.replaceAll(standIn, mark);

function treeOf(element: LibElement): XmlElement {
  const children: (XmlElement | string)[] = [];
  for (let child = element.firstChild; child !== null; child = child.next) {
    if (child instanceof LibElement) {
      children.push(treeOf(child));
    } else if (child instanceof XmlText || child instanceof XmlCData) {
      const last = children.at(-1);
      const text = restored(child.content);
      if (typeof last === 'string') children[children.length - 1] = last + text;
      else children.push(text);
    }
  }
  return {
    name: element.name,
    namespace: element.namespaceUri,
    attributes: element.attrs.map(({ name, namespaceUri, value }) => ({
      name,
      namespace: namespaceUri,
      value: restored(value),
    })),
    children,
    line: element.line,
  };
}
