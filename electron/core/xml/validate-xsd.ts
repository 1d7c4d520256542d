import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlValidateError,
  XsdValidator,
  xmlRegisterInputProvider,
} from 'libxml2-wasm';
import { AppError } from '#shared/support/app-error.ts';
import { makeXmlNamespaceXsd, makeXsd, xmlNamespaceFile } from '#shared/metadata/schema/xsd.ts';
import { withDocument } from './libxml.ts';

/** One violation of the schema in libxml2's words, as the service returns them. */
export interface XsdProblem {
  /** libxml2's text after "Element '…': ", e.g. `[facet 'minLength'] The value has …`. */
  readonly message: string;
  /** Line of the element in the document, from 1. */
  readonly line: number;
  /** Local name of the element; with `attribute` for a wrong attribute. */
  readonly element: string;
  readonly attribute?: string;
  /** Where in the document, as libxml2 writes it: `/*[local-name()='resource'][1]/…`; '' if unknown. */
  readonly xpath: string;
}

/** The private address under which libxml2 asks for our import; nothing else can be opened. */
const base = 'doi-steward:schema/';

let compiled: XsdValidator | undefined;

function validator(): XsdValidator {
  compiled ??= compileXsd(makeXsd(), { [xmlNamespaceFile]: makeXmlNamespaceXsd() });
  return compiled;
}

/**
 * Compiles a schema whose imports come from `files` alone, by name. The caller disposes of it; the
 * app's own validator lives as long as the process.
 */
export function compileXsd(text: string, files: Readonly<Record<string, string>>): XsdValidator {
  const encoder = new TextEncoder();
  const entries = Object.entries(files).map(
    ([name, file]) => [base + name, encoder.encode(file)] as const,
  );
  xmlRegisterInputProvider(new XmlBufferInputProvider(Object.fromEntries(entries)));
  const document = XmlDocument.fromString(text, { url: `${base}metadata.xsd` });
  try {
    return XsdValidator.fromDoc(document);
  } finally {
    document.dispose();
  }
}

/**
 * Holds a document against the schema (DataCite 4.7). Returns all violations libxml2 finds: it stops
 * at the first wrong child of an element, so others may hide behind it. Throws `AppError` VALIDATION
 * for XML that cannot be read at all.
 */
export function validateXsd(xml: string | Uint8Array): XsdProblem[] {
  return validateWith(validator(), xml);
}

/** As `validateXsd`, with a schema that the caller compiled. */
export function validateWith(schema: XsdValidator, xml: string | Uint8Array): XsdProblem[] {
  return withDocument(xml, (document) => {
    try {
      schema.validate(document);
      return [];
    } catch (cause) {
      if (!(cause instanceof XmlValidateError)) {
        throw new AppError('INTERNAL', {
          message: 'The XML could not be held against the schema',
          cause,
        });
      }
      return cause.details.map(({ message, line, xpath }) => problemOf(message, line, xpath));
    }
  });
}

const wording =
  /^Element '(?:\{[^}]*\})?(?<element>[^']+)'(?:, attribute '(?<attribute>[^']+)')?: (?<message>[^]*)$/;

function problemOf(text: string, line: number, xpath: string | undefined): XsdProblem {
  const parts = wording.exec(text.trim())?.groups;
  const attribute = parts?.['attribute'];
  return {
    message: parts?.['message'] ?? text.trim(),
    line,
    element: parts?.['element'] ?? 'resource',
    ...(attribute === undefined ? {} : { attribute }),
    xpath: xpath ?? '',
  };
}
