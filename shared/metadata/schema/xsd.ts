import type { AttributeRule, ElementRule, TextType } from './rules.ts';
import { namespace, resource } from './properties.ts';
import { isVocabularyName, termsOf, vocabularies } from './vocabularies.ts';
import type { VocabularyName } from './vocabularies.ts';

/**
 * Our own XSD of the schema, made from the table in `properties.ts`. It gives the same verdict as the
 * official one, on the same element; tests hold the two against each other. The names `latitudeType`,
 * `longitudeType` and the pattern of a year stand in messages that the service returns, so they are
 * the same here.
 */
export const xmlNamespaceFile = 'xml-namespace.xsd';

const builtIn = { string: 'xs:string', uri: 'xs:anyURI', language: 'xs:language' } as const;

function typeName(type: TextType): string {
  if (type === 'string' || type === 'uri' || type === 'language') return builtIn[type];
  if (type === 'latitude' || type === 'longitude') return `${type}Type`;
  if (type === 'year') return 'fourDigits';
  if (type === 'nonEmpty') return 'someText';
  return `${type}Term`;
}

const typed = (type: TextType): string => (type === 'untyped' ? '' : ` type="${typeName(type)}"`);

function occurrence({ min, max }: ElementRule): string {
  const least = min === 1 ? '' : ` minOccurs="${min}"`;
  return max === 1 ? least : `${least} maxOccurs="${Number.isFinite(max) ? max : 'unbounded'}"`;
}

function attributeXsd(rule: AttributeRule): string {
  if (rule.type === 'lang') return '<xs:attribute ref="xml:lang"/>';
  const use = rule.required === true ? ' use="required"' : '';
  return `<xs:attribute name="${rule.xml}"${typed(rule.type)}${use}/>`;
}

function childrenXsd(rule: ElementRule): string {
  const children = rule.children.map(elementXsd).join('');
  const repeats = rule.order === 'choice' ? ' maxOccurs="unbounded"' : '';
  return `<xs:${rule.order}${repeats}>${children}</xs:${rule.order}>`;
}

const breaks =
  '<xs:choice><xs:element name="br" minOccurs="0" maxOccurs="unbounded"><xs:complexType/></xs:element></xs:choice>';

function elementXsd(rule: ElementRule): string {
  const open = `<xs:element name="${rule.xml}"`;
  const often = occurrence(rule);
  if (rule.open === true) return `${open}${often}/>`;
  const attributes = rule.attributes.map(attributeXsd).join('');
  if (rule.lineBreaks === true) {
    return `${open}${often}><xs:complexType mixed="true">${breaks}${attributes}</xs:complexType></xs:element>`;
  }
  if (rule.text === undefined) {
    return `${open}${often}><xs:complexType>${childrenXsd(rule)}${attributes}</xs:complexType></xs:element>`;
  }
  if (attributes === '') return `${open}${typed(rule.text.type)}${often}/>`;
  const content = `<xs:extension base="${typeName(rule.text.type)}">${attributes}</xs:extension>`;
  return `${open}${often}><xs:complexType><xs:simpleContent>${content}</xs:simpleContent></xs:complexType></xs:element>`;
}

function simpleType(name: string, base: string, facets: string): string {
  return `<xs:simpleType name="${name}"><xs:restriction base="${base}">${facets}</xs:restriction></xs:simpleType>`;
}

const termList = (name: VocabularyName): string =>
  termsOf(name)
    .map((term) => `<xs:enumeration value="${term}"/>`)
    .join('');

const range = (limit: number): string =>
  `<xs:minInclusive value="${-limit}"/><xs:maxInclusive value="${limit}"/>`;

/**
 * The XSD of DataCite Metadata Schema 4.7 as one text. It imports `xmlNamespaceFile` for `xml:lang`,
 * which the caller serves from `makeXmlNamespaceXsd`.
 */
export function makeXsd(): string {
  const vocabularyTypes = Object.keys(vocabularies)
    .filter(isVocabularyName)
    .map((name) => simpleType(`${name}Term`, 'xs:string', termList(name)));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="${namespace}"` +
      ` targetNamespace="${namespace}" elementFormDefault="qualified">`,
    `<xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="${xmlNamespaceFile}"/>`,
    elementXsd(resource),
    ...vocabularyTypes,
    simpleType('someText', 'xs:string', '<xs:minLength value="1"/>'),
    simpleType('fourDigits', 'xs:token', String.raw`<xs:pattern value="[\d]{4}"/>`),
    simpleType('latitudeType', 'xs:float', range(90)),
    simpleType('longitudeType', 'xs:float', range(180)),
    '</xs:schema>',
    '',
  ].join('\n');
}

/** The four attributes of the `xml:` namespace (XML 1.0, XML Base, xml:id), for `makeXsd`'s import. */
export function makeXmlNamespaceXsd(): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">',
    '<xs:attribute name="lang"><xs:simpleType><xs:union memberTypes="xs:language"><xs:simpleType>',
    '<xs:restriction base="xs:string"><xs:enumeration value=""/></xs:restriction>',
    '</xs:simpleType></xs:union></xs:simpleType></xs:attribute>',
    '<xs:attribute name="space"><xs:simpleType><xs:restriction base="xs:NCName">',
    '<xs:enumeration value="default"/><xs:enumeration value="preserve"/>',
    '</xs:restriction></xs:simpleType></xs:attribute>',
    '<xs:attribute name="base" type="xs:anyURI"/>',
    '<xs:attribute name="id" type="xs:ID"/>',
    '</xs:schema>',
    '',
  ].join('\n');
}
