/**
 * Everything that an audit of a landing page can say, as data. Effects: `broken` the DOI does not lead a
 * member of the public to a page about the item; `lacks` it does, and a guideline is not met; `unsure` it
 * may be so for now, and only several times in a row raise an alarm; `unchecked` the audit did not look;
 * `note` to know. Sources: DataCite's best practices for landing pages (requirements E26 to E28d), E11.
 */
export const landingCodes = {
  'no-url': { effect: 'broken', requirement: 'E26' },
  'resolver-not-found': { effect: 'broken', requirement: 'E11' },
  'resolver-elsewhere': { effect: 'note', requirement: 'E18' },
  'not-public-address': { effect: 'broken', requirement: 'E11' },
  'temporary-host': { effect: 'lacks', requirement: 'A8' },
  'file-store': { effect: 'lacks', requirement: 'A15' },
  'address-with-key': { effect: 'lacks', requirement: 'A8' },
  'not-found': { effect: 'broken', requirement: 'E11' },
  gone: { effect: 'broken', requirement: 'E29' },
  'legal-block': { effect: 'broken', requirement: 'E11' },
  'client-error': { effect: 'broken', requirement: 'E11' },
  'login-required': { effect: 'broken', requirement: 'E11' },
  'login-page': { effect: 'broken', requirement: 'E11' },
  'cookie-wall': { effect: 'broken', requirement: 'E11' },
  'not-found-page': { effect: 'broken', requirement: 'E11' },
  'redirect-to-home': { effect: 'broken', requirement: 'E26' },
  'parked-domain': { effect: 'broken', requirement: 'E11' },
  'redirect-loop': { effect: 'broken', requirement: 'E11' },
  'too-many-redirects': { effect: 'broken', requirement: 'E11' },
  'bad-redirect': { effect: 'broken', requirement: 'E11' },
  'certificate-expired': { effect: 'broken', requirement: 'E11' },
  'certificate-self-signed': { effect: 'broken', requirement: 'E11' },
  'certificate-other-name': { effect: 'broken', requirement: 'E11' },
  'certificate-untrusted': { effect: 'broken', requirement: 'E11' },
  'content-not-page': { effect: 'broken', requirement: 'E27' },
  'empty-page': { effect: 'broken', requirement: 'E26' },
  'another-item': { effect: 'broken', requirement: 'E26' },
  'server-error': { effect: 'unsure', requirement: 'E11' },
  maintenance: { effect: 'unsure', requirement: 'E11' },
  unreachable: { effect: 'unsure', requirement: 'E11' },
  refused: { effect: 'unsure', requirement: 'E11' },
  timeout: { effect: 'unsure', requirement: 'E11' },
  reset: { effect: 'unsure', requirement: 'E11' },
  'no-network': { effect: 'unchecked', requirement: 'E11' },
  busy: { effect: 'unchecked', requirement: 'E11' },
  robots: { effect: 'unchecked', requirement: 'E11' },
  challenge: { effect: 'unchecked', requirement: 'E11' },
  'needs-javascript': { effect: 'lacks', requirement: 'E26' },
  'title-not-found': { effect: 'lacks', requirement: 'E26' },
  'creator-not-found': { effect: 'lacks', requirement: 'E26' },
  'citation-incomplete': { effect: 'lacks', requirement: 'E28' },
  'doi-not-visible': { effect: 'lacks', requirement: 'E28b' },
  'doi-not-as-address': { effect: 'lacks', requirement: 'E28b' },
  'doi-not-tagged': { effect: 'lacks', requirement: 'E28c' },
  'no-access': { effect: 'lacks', requirement: 'E28d' },
  'says-withdrawn': { effect: 'note', requirement: 'E29' },
  'not-encrypted': { effect: 'note', requirement: 'E11' },
  'moved-permanently': { effect: 'note', requirement: 'E18' },
  'bad-charset': { effect: 'note', requirement: 'E26' },
  'long-page': { effect: 'note', requirement: 'E26' },
} as const satisfies Readonly<
  Record<
    string,
    { effect: 'broken' | 'lacks' | 'unsure' | 'unchecked' | 'note'; requirement: string }
  >
>;

export type LandingCode = keyof typeof landingCodes;
export const landingCodeNames = Object.keys(landingCodes) as [LandingCode, ...LandingCode[]];

/** What the audit says of a page as a whole; the values of the filter `link-status`. */
export const landingVerdicts = ['good', 'incomplete', 'broken', 'unsure', 'unchecked'] as const;
export type LandingVerdict = (typeof landingVerdicts)[number];

export interface LandingFinding {
  readonly code: LandingCode;
  /** Names, numbers and times for the sentence. */
  readonly detail: string;
}

/** The guideline checks, in the order of DataCite's list; `public` is requirement E11. */
export const landingChecks = [
  'public',
  'metadata',
  'not-content',
  'citation',
  'doi-visible',
  'doi-tagged',
  'access',
] as const;
export type LandingCheckName = (typeof landingChecks)[number];
export type CheckOutcome = 'met' | 'partly' | 'not-met' | 'not-seen';
