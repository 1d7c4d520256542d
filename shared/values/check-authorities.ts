import type { Fix } from '../findings/finding.ts';
import type { NameIdentifier } from '../metadata/attributes.ts';
import type { Result } from '../support/result.ts';
import { parseIsni, parseOrcid, parseRor } from './authority-id.ts';
import { textOf } from './tolerant.ts';
import type { Report, ValueCode } from './value-finding.ts';
import { removeFix, setFix } from './value-finding.ts';

/** The identifier of a creator or contributor, with its scheme. */
export function checkNameIdentifier(
  identifier: NameIdentifier,
  path: string,
  report: Report,
): void {
  const text = textOf(identifier.nameIdentifier);
  const scheme = textOf(identifier.nameIdentifierScheme);
  if (text === '') {
    if (scheme !== '')
      report(
        'identifier-value-missing',
        path,
        `The scheme ${scheme} is named, but there is no identifier.`,
        removeFix('Remove the empty entry', path),
      );
    return;
  }
  const meant = scheme === '' ? schemeOf(text) : scheme.toUpperCase();
  if (scheme === '') {
    const fix =
      meant === null
        ? undefined
        : schemeFix(meant, `${path}.nameIdentifierScheme`, `${path}.schemeUri`);
    report('identifier-scheme-missing', path, `The identifier “${text}” has no scheme.`, fix);
  } else if (meant === 'ORCID' && scheme !== 'ORCID') {
    const schemePath = `${path}.nameIdentifierScheme`;
    const fix = setFix('Write ORCID', schemePath, 'ORCID');
    report(
      'identifier-scheme-missing',
      schemePath,
      `Only the spelling ORCID is recognised, not “${scheme}”.`,
      fix,
    );
  }
  if (meant === 'ORCID')
    checkForm(
      { text, path: `${path}.nameIdentifier`, code: 'orcid-invalid', parse: parseOrcid },
      report,
    );
  if (meant === 'ISNI')
    checkForm(
      { text, path: `${path}.nameIdentifier`, code: 'isni-invalid', parse: parseIsni },
      report,
    );
  if (meant === 'ROR')
    checkForm(
      { text, path: `${path}.nameIdentifier`, code: 'ror-invalid', parse: parseRor },
      report,
    );
}

interface Identified {
  readonly text: string;
  readonly scheme: string;
  readonly path: string;
  readonly member?: 'Scheme' | 'Type';
}

/** An organisation's identifier with the member beside it that names its scheme. */
export function checkRor(
  { text, scheme, path, member = 'Scheme' }: Identified,
  report: Report,
): void {
  if (text === '') {
    if (scheme !== 'Other')
      report(
        'identifier-value-missing',
        path,
        `The scheme ${scheme} is named, but there is no identifier.`,
        removeFix('Take the scheme away', `${path}${member}`),
      );
    return;
  }
  const meant = scheme === '' ? schemeOf(text) : scheme.toUpperCase();
  if (scheme === '') {
    // The service leaves the scheme's address of a funder out of its XML; elsewhere it belongs beside.
    const uri = member === 'Scheme' ? path.replace(/\w+$/, 'schemeUri') : null;
    const fix = meant === null ? undefined : schemeFix(meant, `${path}${member}`, uri);
    report('identifier-scheme-missing', path, `The identifier “${text}” has no scheme.`, fix);
  }
  if (meant === 'ROR') checkForm({ text, path, code: 'ror-invalid', parse: parseRor }, report);
  if (meant === 'ISNI') checkForm({ text, path, code: 'isni-invalid', parse: parseIsni }, report);
}

interface FormCheck {
  readonly text: string;
  readonly path: string;
  readonly code: ValueCode;
  readonly parse: (text: string) => Result<string>;
}

export function checkForm({ text, path, code, parse }: FormCheck, report: Report): void {
  const result = parse(text);
  if (!result.ok) report(code, path, result.error);
  else if (result.value !== text) {
    const fix = setFix('Write it as its address', path, result.value);
    report('identifier-not-url', path, `“${text}” is best given as ${result.value}.`, fix);
  }
}

const schemeUris = {
  ORCID: 'https://orcid.org',
  ROR: 'https://ror.org',
  ISNI: 'https://isni.org',
} as const;

/** Names the scheme, and its address where it belongs beside it. */
function schemeFix(meant: string, path: string, uriPath: string | null): Fix {
  const uri = Object.hasOwn(schemeUris, meant) ? schemeUris[meant as 'ORCID'] : null;
  return {
    label: `Name the scheme ${meant}`,
    changes: [
      { path, value: meant },
      ...(uri === null || uriPath === null ? [] : [{ path: uriPath, value: uri }]),
    ],
  };
}

/** The scheme that an identifier tells by itself. */
function schemeOf(text: string): 'ORCID' | 'ROR' | 'ISNI' | null {
  if (/orcid\.org/i.test(text)) return 'ORCID';
  if (/ror\.org/i.test(text)) return 'ROR';
  if (/isni\.org/i.test(text)) return 'ISNI';
  return /^0000-000[1-3]-\d{4}-\d{3}[\dX]$/.test(text) ? 'ORCID' : null;
}
