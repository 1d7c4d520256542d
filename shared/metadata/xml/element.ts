/**
 * An XML element as the reader sees it: a plain tree, made by `electron/core/xml` in the app and by
 * hand in tests. Names are local names; white space, comments and prefixes are not kept.
 */
export interface XmlElement {
  readonly name: string;
  /** Namespace URI, '' for none. */
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  /** Elements and runs of text, in order; entities are resolved, CDATA is text. */
  readonly children: readonly (XmlElement | string)[];
  /** Line in the document, from 1; 0 where there is no document. */
  readonly line: number;
}

export interface XmlAttribute {
  readonly name: string;
  readonly namespace: string;
  readonly value: string;
}

export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
export const schemaInstanceNamespace = 'http://www.w3.org/2001/XMLSchema-instance';

/** The elements among an element's children. */
export function elementsOf(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => typeof child !== 'string');
}

/** The name by which the schema table knows an attribute: `xml:lang`, or the local name. */
export function attributeName(attribute: XmlAttribute): string {
  if (attribute.namespace === '') return attribute.name;
  return attribute.namespace === xmlNamespace
    ? `xml:${attribute.name}`
    : `{${attribute.namespace}}${attribute.name}`;
}
