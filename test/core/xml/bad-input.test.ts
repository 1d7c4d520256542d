import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diag } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { parseXml } from '#core/xml/parse-xml.ts';
import { readBodyXml } from '#core/xml/read-body-xml.ts';
import { validateXsd } from '#core/xml/validate-xsd.ts';
import { validateBody } from '#shared/metadata/validate-body.ts';
import { readDataciteXml } from '#shared/metadata/xml/read.ts';
import { AppError } from '#shared/support/app-error.ts';

const kernel = 'http://datacite.org/schema/kernel-4';

/** Ten entities, each ten times the one before. */
const names = 'a b c d e f g h i j'.split(' ');
const entities = names.map(
  (name, at) => `<!ENTITY ${name} "${at === 0 ? 'x' : `&${names[at - 1] ?? ''};`.repeat(10)}">`,
);
const bomb = `<!DOCTYPE r [${entities.join('')}]><r>&j;</r>`;

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'VALIDATION') return cause.message;
    throw cause;
  }
  return 'not refused';
}

describe('XML that nobody should send', () => {
  it('is refused with the line when it is not well-formed', () => {
    expect(refusal(() => parseXml('<a>\n<b>\n</a>'))).toMatch(
      /^The XML cannot be read on line 3: .*mismatch/,
    );
  });

  it.each([
    ['an entity bomb', bomb],
    ['a document type', '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd"><r/>'],
    ['nesting without end', `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`],
    ['a NUL character', '<a>\0</a>'],
    ['half a surrogate pair', '<a>\uD83D</a>'],
    ['a control character', '<a>\u0001</a>'],
    ['nothing', ''],
    ['no XML', 'just text'],
    ['more than 10 MB', `<a>${'x'.repeat(11 * 1024 * 1024)}</a>`],
    ['an undeclared prefix', '<x:a/>'],
  ])('is refused in words when it is %s', (_, xml) => {
    expect(refusal(() => parseXml(xml))).toMatch(/^The XML /);
    expect(refusal(() => validateXsd(xml))).toMatch(/^The XML /);
  });

  it('cannot read a file through an external entity or a schema location', () => {
    const folder = mkdtempSync(join(tmpdir(), 'xml-'));
    try {
      const secret = join(folder, 'secret.txt');
      writeFileSync(secret, 'TOP SECRET');
      const xxe = `<!DOCTYPE r [<!ENTITY x SYSTEM "file://${secret}">]><r>&x;</r>`;
      expect(refusal(() => parseXml(xxe))).toContain('document type');
      const located = `<resource xmlns="${kernel}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${kernel} file://${secret}"/>`;
      expect(JSON.stringify(validateXsd(located))).not.toContain('SECRET');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    '',
    'http://datacite.org/schema/kernel',
    'https://datacite.org/schema/kernel-4',
    'http://example.org/',
  ])('is not taken for DataCite XML in the namespace "%s"', (namespace) => {
    const root = parseXml(`<resource xmlns="${namespace}"/>`);
    expect(refusal(() => readDataciteXml(root))).toMatch(/^This is not DataCite XML/);
  });

  it('names every element, attribute and text that the schema does not have', () => {
    const xml = `<resource xmlns="${kernel}" lang="x">stray<titles><title __proto__="y">A</title><x/>lost</titles><publisher>P</publisher><publisher>Q</publisher><z xmlns="urn:z"/></resource>`;
    const { attributes, changes } = readDataciteXml(parseXml(xml));
    expect(attributes).toEqual({ titles: [{ title: 'A' }], publisher: { name: 'P' } });
    expect(changes.map(({ message }) => message.replace(/ \(line.*?\)/, ''))).toEqual([
      'The attribute lang="x" of resource was left out',
      'The text "stray" in resource was left out',
      'The attribute __proto__="y" of title was left out',
      'The element x, which the schema does not have here, was left out',
      'The text "lost" in titles was left out',
      'The element z, which the schema does not have here, was left out',
      'A second publisher, "Q", was left out',
    ]);
  });

  it('keeps byte-order marks and reads other encodings', () => {
    expect(parseXml('<a b="&#xFEFF;x">\uFEFFy</a>')).toMatchObject({
      attributes: [{ value: '\uFEFFx' }],
      children: ['\uFEFFy'],
    });
    expect(parseXml(new TextEncoder().encode('\uFEFF<a>\uFEFFé</a>')).children).toEqual([
      '\uFEFFé',
    ]);
    const latin = Uint8Array.from(
      '<?xml version="1.0" encoding="ISO-8859-1"?><a>\u00E9</a>',
      (each) => each.charCodeAt(0),
    );
    expect(parseXml(latin).children).toEqual(['é']);
  });

  it('gives back the memory of every document, read or refused', () => {
    validateXsd('<a/>');
    diag.configure({ enabled: true });
    try {
      for (const xml of [
        '<a><b/></a>',
        `<resource xmlns="${kernel}"/>`,
        '<a>',
        '<!DOCTYPE a><a/>',
      ]) {
        refusal(() => parseXml(xml));
        refusal(() => validateXsd(xml));
      }
      expect(diag.report()).toEqual({});
    } finally {
      diag.configure({ enabled: false });
    }
  });
});

describe('the XML of a request', () => {
  const body = (xml: string, event = 'publish'): unknown => ({
    data: {
      attributes: {
        doi: '10.14454/x',
        url: 'https://example.org/',
        event,
        xml: Buffer.from(xml).toString('base64'),
      },
    },
  });

  it('is reported, not thrown, when it cannot be read', () => {
    const findings = validateBody(body('<resource'), { readXml: readBodyXml });
    expect(findings.map(({ code, severity, path }) => [code, severity, path])).toEqual([
      ['xml-unreadable', 'error', 'xml'],
    ]);
  });

  it('is passed on unchecked when it is BibTeX', () => {
    const findings = validateBody(body('@misc{x, title={A}}'), { readXml: readBodyXml });
    expect(findings.map(({ code }) => code)).toEqual(['xml-not-checked']);
  });

  it('is accepted invalid under a kernel that the service does not know, with a warning that blocks', () => {
    const xml = '<resource xmlns="http://datacite.org/schema/kernel-4.4"><titles/></resource>';
    const findings = validateBody(body(xml), { readXml: readBodyXml });
    expect(findings.every(({ severity }) => severity === 'warning')).toBe(true);
    expect(findings[0]).toMatchObject({ code: 'schema-version-unknown', gate: 'asks' });
  });
});
