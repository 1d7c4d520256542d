import type { Finding, Fix, Gate, Severity } from '../findings/finding.ts';
import type { Json } from '../support/json.ts';

/**
 * The findings about single values. The service accepts all of them as they are, so none is an error.
 */
interface ValueKind {
  readonly severity: Exclude<Severity, 'error'>;
  readonly gate?: Gate;
  readonly why: string;
  readonly remedy: string;
}

const halfFilled: Pick<ValueKind, 'severity' | 'why'> = {
  severity: 'warning',
  why: 'An identifier works only together with the scheme that it belongs to (schema 4.7).',
};
const badIdentifier: ValueKind = {
  severity: 'warning',
  why: 'The service stores it unchecked, and the link to the person or organisation leads nowhere (datacite.md 1.8).',
  remedy: 'Look the identifier up and copy it whole.',
};

const valueKinds = {
  'orcid-invalid': badIdentifier,
  'isni-invalid': badIdentifier,
  'ror-invalid': badIdentifier,
  'funder-id-invalid': badIdentifier,
  'identifier-not-url': {
    severity: 'hint',
    why: 'DataCite asks for ORCID, ROR and ISNI as full https addresses (schema 4.7, 2.4).',
    remedy: 'Write the identifier as its address.',
  },
  'identifier-scheme-missing': {
    ...halfFilled,
    remedy: 'Name the scheme, for example ORCID or ROR.',
  },
  'identifier-value-missing': {
    ...halfFilled,
    remedy: 'Fill in the identifier, or take the scheme away.',
  },
  'name-type-doubtful': {
    severity: 'warning',
    why: 'Citations print people and organisations differently (schema 4.7, 2.1.a).',
    remedy: 'Correct the name type or the name.',
  },
  'name-type-missing': {
    severity: 'hint',
    why: 'Citations print people and organisations differently (schema 4.7, 2.1.a).',
    remedy: 'Say whether it is a person or an organisation; the role tells here.',
  },
  'name-untidy': {
    severity: 'hint',
    why: 'The service stores names as they are sent; searches and citations show every stray mark.',
    remedy: 'Take the blanks and marks around the name away.',
  },
  'name-holds-several': {
    severity: 'warning',
    why: 'Each person is one creator or contributor; otherwise only the first is ever found or cited.',
    remedy: 'Give every person an entry of their own.',
  },
  'contributor-type-doubtful': {
    severity: 'hint',
    why: 'Some contributor types are roles of people, others of organisations (schema 4.7, 7.a).',
    remedy: 'Choose another contributor type or name type.',
  },
  'date-malformed': {
    severity: 'warning',
    why: 'Dates are W3CDTF or RKMS-ISO8601 (schema 4.7, 8); the service drops others when it reads XML (datacite.md 1.8).',
    remedy: 'Write the date as YYYY, YYYY-MM or YYYY-MM-DD; a range as start/end.',
  },
  'date-range-reversed': {
    severity: 'warning',
    why: 'A range that ends before it starts covers nothing.',
    remedy: 'Swap the two dates.',
  },
  'related-identifier-malformed': {
    severity: 'warning',
    why: 'The service does not check a related identifier against its type; a wrong one is a dead link (datacite.md 1.8).',
    remedy: 'Correct the identifier or its type.',
  },
  'related-identifier-form': {
    severity: 'hint',
    why: 'A DOI is given bare; the service stores an address as it was sent (datacite.md 3.3).',
    remedy: 'Write the DOI without the address of the resolver.',
  },
  'related-identifier-check-digit': {
    severity: 'warning',
    why: 'The check digit shows that at least one character is mistyped.',
    remedy: 'Compare the number with its source.',
  },
  'related-identifier-type': {
    severity: 'warning',
    why: 'Relations are drawn only between identifiers of the right type.',
    remedy: 'Choose the type that the identifier has.',
  },
  'relation-information-missing': {
    severity: 'warning',
    why: 'The relation type Other says nothing without its explanation (schema 4.7, 12.h).',
    remedy: 'Say in a few words what the relation is.',
  },
  'geo-box-reversed': {
    severity: 'warning',
    why: 'No map can show this box (schema 4.7, 18).',
    remedy: 'Swap north and south.',
  },
  'geo-polygon-open': {
    severity: 'warning',
    why: 'The last point of a polygon must be its first again (schema 4.7, 18.4).',
    remedy: 'Repeat the first point at the end.',
  },
  'geo-point-suspicious': {
    severity: 'warning',
    why: 'A wrong point puts the record on the wrong place of every map (schema 4.7, 18.1).',
    remedy: 'Check latitude and longitude, or take the point away.',
  },
  'geo-point-outside': {
    severity: 'hint',
    why: 'This point tells which side of the polygon is meant (schema 4.7, 18.4.2).',
    remedy: 'Choose a point inside the polygon.',
  },
  'rights-identifier-unknown': {
    severity: 'warning',
    why: 'Machines read the licence by its SPDX identifier (schema 4.7, 16.b).',
    remedy: 'Choose the licence from the SPDX list, or take the scheme SPDX away.',
  },
  'language-unknown': {
    severity: 'hint',
    why: 'The language is a code of BCP 47 or ISO 639 (schema 4.7, 9).',
    remedy: 'Choose a language, or leave it out when there are several.',
  },
  'text-mojibake': {
    severity: 'warning',
    gate: 'asks',
    why: 'The text was UTF-8 that some program read as Windows-1252 (requirement B17).',
    remedy: 'Compare before and after, then accept the repair.',
  },
} as const satisfies Readonly<Record<string, ValueKind>>;

export type ValueCode = keyof typeof valueKinds;

/** Takes a finding; how it is kept is the caller's business. */
export type Report = (code: ValueCode, path: string, message: string, fix?: Fix) => void;

export function reportTo(findings: Finding[]): Report {
  return (code, path, message, fix) => {
    const { severity, why, remedy, gate = 'none' }: ValueKind = valueKinds[code];
    findings.push({
      code,
      severity,
      gate,
      path,
      message,
      why,
      remedy,
      ...(fix === undefined ? {} : { fix }),
    });
  };
}

/** A fix that sets one value. */
export function setFix(label: string, path: string, value: Json): Fix {
  return { label, changes: [{ path, value }] };
}

/** A fix that takes away what stands at one place. */
export function removeFix(label: string, path: string): Fix {
  return { label, changes: [{ path }] };
}
