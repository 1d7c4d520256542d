import { XmlCData, XmlElement as LibElement, XmlText } from 'libxml2-wasm';
import type { XmlElement } from '#shared/metadata/xml/element.ts';
import { withDocument } from './libxml.ts';

/**
 * Reads XML into a plain tree. Text and CDATA are joined, comments and processing instructions are
 * left out. Throws `AppError` VALIDATION with the line for XML that is not well-formed, has a document
 * type, nests deeper than 256 or is larger than 10 MB.
 */
export function parseXml(input: string | Uint8Array): XmlElement {
  return withDocument(input, (document) => treeOf(document.root));
}

function treeOf(element: LibElement): XmlElement {
  const children: (XmlElement | string)[] = [];
  for (let child = element.firstChild; child !== null; child = child.next) {
    if (child instanceof LibElement) {
      children.push(treeOf(child));
    } else if (child instanceof XmlText || child instanceof XmlCData) {
      const last = children.at(-1);
      if (typeof last === 'string') children[children.length - 1] = last + child.content;
      else children.push(child.content);
    }
  }
  return {
    name: element.name,
    namespace: element.namespaceUri,
    attributes: element.attrs.map(({ name, namespaceUri, value }) => ({
      name,
      namespace: namespaceUri,
      value,
    })),
    children,
    line: element.line,
  };
}
