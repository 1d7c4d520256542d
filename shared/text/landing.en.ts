import { doiInWords } from '../doi/unreal-doi.ts';
import type {
  CheckOutcome,
  LandingCheckName,
  LandingCode,
  LandingVerdict,
} from '../landing/codes.ts';
import { formatCount, formatCounted, formatRate } from './format.ts';

/** What an audit finds, and what to do. `detail` is what the finding brings along. */
interface CodeText {
  readonly name: string;
  readonly sentence: (detail: string) => string;
  readonly remedy: string;
}

const behind = (detail: string): string => (detail === '' ? '' : ` (${detail})`);
const mendUrl = 'Find where the page is now, and update the landing page of the record.';
const askHost = 'Tell whoever runs the host; nothing of the record is wrong.';
const mendPage = 'Ask whoever keeps the page to add it, or change its template.';

export const landingCodeText: Readonly<Record<LandingCode, CodeText>> = {
  'no-url': {
    name: 'No landing page',
    sentence: () => 'The record names no landing page.',
    remedy: 'Enter the address of the page that describes the item.',
  },
  'resolver-not-found': {
    name: 'DOI not known',
    sentence: (detail) => `The resolver does not know this DOI${behind(detail)}.`,
    remedy:
      'A registered DOI resolves within a day. Where it still does not, send its address again.',
  },
  'resolver-elsewhere': {
    name: 'Resolver leads elsewhere',
    sentence: (detail) => `The DOI leads to ${detail}, not to the address in the record.`,
    remedy: 'Send what is unsent, or read DataCite. Where both agree, send the address again.',
  },
  'not-public-address': {
    name: 'Not a public address',
    sentence: (detail) => `The address is not on the public internet. ${detail}`,
    remedy: 'Use an address that everybody can reach.',
  },
  'temporary-host': {
    name: 'Temporary host',
    sentence: (detail) => `The page is on ${detail}, which is temporary or private.`,
    remedy: 'Move the item to a repository, and update the landing page.',
  },
  'file-store': {
    name: 'File store',
    sentence: (detail) => `The page is on ${detail}, a file store that promises no permanence.`,
    remedy: 'Give the item a landing page in a repository or at your institution.',
  },
  'address-with-key': {
    name: 'Address with a key',
    sentence: () => 'The address carries a key, a password or a session.',
    remedy: 'Use the public address of the page.',
  },
  'not-found': {
    name: 'Not found',
    sentence: (detail) => `The host says that there is no such page${behind(detail)}.`,
    remedy: `${mendUrl} If the item is gone, make a tombstone.`,
  },
  gone: {
    name: 'Gone',
    sentence: (detail) =>
      `The host says that the page is gone${behind(detail)}, and tells nothing of the item.`,
    remedy: 'Make a tombstone page with the citation and the reason.',
  },
  'legal-block': {
    name: 'Blocked by law',
    sentence: (detail) => `The page is kept back for legal reasons${behind(detail)}.`,
    remedy: 'Make a tombstone page that says so.',
  },
  'client-error': {
    name: 'Request refused',
    sentence: (detail) => `The host refused the request${behind(detail)}.`,
    remedy: askHost,
  },
  'login-required': {
    name: 'Login required',
    sentence: (detail) => `The page is shown only to those who log in${behind(detail)}.`,
    remedy: 'The page must be public, even where the item is not: open it, or make a public one.',
  },
  'login-page': {
    name: 'Login page',
    sentence: () => 'Instead of the item there is a page to log in.',
    remedy: 'The page must be public, even where the item is not: open it, or make a public one.',
  },
  'cookie-wall': {
    name: 'Cookie wall',
    sentence: () => 'The page is shown only after cookies were accepted.',
    remedy: 'Ask whoever keeps the page to show its content beside the banner.',
  },
  'not-found-page': {
    name: 'Page says “not found”',
    sentence: () =>
      'The host answers as if all were well, but its page says that there is nothing.',
    remedy: `${mendUrl} If the item is gone, make a tombstone.`,
  },
  'redirect-to-home': {
    name: 'Sent to a front page',
    sentence: (detail) => `The address leads to the front page${behind(detail)}.`,
    remedy: mendUrl,
  },
  'parked-domain': {
    name: 'Domain without owner',
    sentence: () => 'The domain is for sale, suspended, or a server without content.',
    remedy: mendUrl,
  },
  'redirect-loop': {
    name: 'Redirects in a circle',
    sentence: (detail) =>
      `The redirects come back to where they were${behind(detail)}; some hosts do so until a cookie is kept.`,
    remedy: askHost,
  },
  'too-many-redirects': {
    name: 'Too many redirects',
    sentence: (detail) => `After ${detail} redirects there was still no page.`,
    remedy: 'Register the address where the redirects end.',
  },
  'bad-redirect': {
    name: 'Redirect to nowhere',
    sentence: (detail) => `The host sends the reader to what is no address${behind(detail)}.`,
    remedy: askHost,
  },
  'certificate-expired': {
    name: 'Certificate expired',
    sentence: () => 'The certificate of the host is out of date: browsers warn of the page.',
    remedy: askHost,
  },
  'certificate-self-signed': {
    name: 'Certificate self-signed',
    sentence: () => 'Nobody vouches for the certificate of the host: browsers warn of the page.',
    remedy: askHost,
  },
  'certificate-other-name': {
    name: 'Certificate of another host',
    sentence: () => 'The certificate belongs to another name: browsers warn of the page.',
    remedy: askHost,
  },
  'certificate-untrusted': {
    name: 'Certificate not trusted',
    sentence: () => 'The certificate of the host is not trusted, or its chain is not whole.',
    remedy: askHost,
  },
  'content-not-page': {
    name: 'Content, not a page',
    sentence: (detail) =>
      `The DOI leads straight to the content${behind(detail)}, not to a page about it.`,
    remedy: 'Use the page that describes the item.',
  },
  'empty-page': {
    name: 'Empty page',
    sentence: () => 'There is nothing on the page.',
    remedy: mendUrl,
  },
  'another-item': {
    name: 'Another item',
    sentence: (detail) => `The page is about another item: ${doiInWords(detail)}`,
    remedy: mendUrl,
  },
  'server-error': {
    name: 'Server error',
    sentence: (detail) => `The host had an error${behind(detail)}.`,
    remedy: 'It is looked at again; after three failures it counts as broken.',
  },
  maintenance: {
    name: 'Maintenance',
    sentence: () => 'The host is being worked on.',
    remedy: 'It is looked at again; after three failures it counts as broken.',
  },
  unreachable: {
    name: 'Cannot be reached',
    sentence: (detail) => `The host cannot be reached. ${detail}`,
    remedy: 'It is looked at again; after three failures it counts as broken.',
  },
  refused: {
    name: 'Connection refused',
    sentence: (detail) => `The host refuses connections. ${detail}`,
    remedy: 'It is looked at again; after three failures it counts as broken.',
  },
  timeout: {
    name: 'No answer in time',
    sentence: (detail) => `The host did not answer in time. ${detail}`,
    remedy: 'It is looked at again; after three failures it counts as broken.',
  },
  reset: {
    name: 'Connection broken off',
    sentence: (detail) => `The host broke off, or spoke no HTTP. ${detail}`,
    remedy: 'It is looked at again; after three failures it counts as broken.',
  },
  'no-network': {
    name: 'No way through the proxy',
    sentence: (detail) => `The proxy of this network let nothing through. ${detail}`,
    remedy: 'Look at the proxy’s settings, then check the page again.',
  },
  busy: {
    name: 'Host is busy',
    sentence: (detail) =>
      `The host asked to be left alone${detail === '' ? '' : ` (for ${detail})`}.`,
    remedy: 'Check it later, or look at the page by hand.',
  },
  robots: {
    name: 'Closed to programs',
    sentence: (detail) => `${detail} asks programs not to read this page, so it was not read.`,
    remedy: 'Look at the page by hand, and accept it here with a note.',
  },
  challenge: {
    name: 'Guarded against programs',
    sentence: () => 'The page asks for proof that a person is reading, so it could not be judged.',
    remedy: 'Look at the page by hand, and accept it here with a note.',
  },
  'needs-javascript': {
    name: 'Needs JavaScript',
    sentence: () =>
      'Without scripts the page shows nothing: harvesters and some readers see no metadata.',
    remedy: 'Ask for rendering on the server, or for metadata in the HTML.',
  },
  'title-not-found': {
    name: 'Title not on the page',
    sentence: (detail) => `The title is not on the page: ${detail}`,
    remedy: 'Compare title and page: one of them is out of date, or the address is that of a list.',
  },
  'creator-not-found': {
    name: 'Creators not on the page',
    sentence: (detail) => `No creator is on the page; the first is ${detail}.`,
    remedy: mendPage,
  },
  'citation-incomplete': {
    name: 'Citation incomplete',
    sentence: (detail) => `Not on the page of what makes a citation: ${detail}.`,
    remedy: 'Put the full citation on the page; “Cite” gives it ready to paste.',
  },
  'doi-not-visible': {
    name: 'DOI not visible',
    sentence: () => 'The DOI is not in the text of the page.',
    remedy: mendPage,
  },
  'doi-not-as-address': {
    name: 'DOI not as an address',
    sentence: () => 'The DOI is there, but not as https://doi.org/…',
    remedy: 'Show it as the full address, so that people can click it.',
  },
  'doi-not-tagged': {
    name: 'DOI not tagged for machines',
    sentence: (detail) =>
      detail === ''
        ? 'No meta tag, JSON-LD or Signposting link tells machines the DOI.'
        : `Machines are told another DOI: ${doiInWords(detail)}`,
    remedy:
      'Add <meta name="citation_doi">, schema.org JSON-LD, or a Link header with rel="cite-as".',
  },
  'no-access': {
    name: 'No way to the item',
    sentence: () => 'The page has no link to the item, and tells no way to get it.',
    remedy: 'Add a link, or a sentence on how to ask for access; or accept it here with a note.',
  },
  'says-withdrawn': {
    name: 'Page says “withdrawn”',
    sentence: () => 'The page says that the item was withdrawn.',
    remedy: 'If so, the DOI should be registered, not findable.',
  },
  'not-encrypted': {
    name: 'Not encrypted',
    sentence: (detail) => `The page is not encrypted: ${detail}`,
    remedy: 'Use https where the host has it.',
  },
  'moved-permanently': {
    name: 'Moved for good',
    sentence: (detail) => `The page moved for good to ${detail}`,
    remedy: 'Update the landing page of the record before the redirect goes.',
  },
  'bad-charset': {
    name: 'Wrong character set',
    sentence: () =>
      'The page is not in the character set that it names; names look broken to some readers.',
    remedy: askHost,
  },
  'long-page': {
    name: 'Very long page',
    sentence: () => 'Only the first megabyte of the page was read.',
    remedy: 'Nothing needs to be done if the page looks right.',
  },
};

export const landingVerdictText: Readonly<Record<LandingVerdict | 'never', string>> = {
  good: 'Good',
  incomplete: 'Incomplete',
  broken: 'Broken',
  unsure: 'Failed for now',
  unchecked: 'Could not be judged',
  never: 'Never checked',
};

export const landingCheckText: Readonly<Record<LandingCheckName, string>> = {
  public: 'Public, without a login',
  metadata: 'Describes the item: title and creators',
  'not-content': 'A page, not the content itself',
  citation: 'Full bibliographic citation',
  'doi-visible': 'DOI readable by people, as an address',
  'doi-tagged': 'DOI tagged for machines',
  access: 'A way to get to the item',
};

export const landingOutcomeText: Readonly<Record<CheckOutcome, string>> = {
  met: 'met',
  partly: 'partly met',
  'not-met': 'not met',
  'not-seen': 'not seen',
};

/** What the screen and the command line say of the audit of landing pages. */
export const landingText = {
  title: 'Landing pages',
  lead: 'Whether each DOI leads everybody to a page about its item, by DataCite’s best practices.',
  source: 'DataCite, best practices for DOI landing pages; see Help',
  list: 'Landing pages',
  checkAll: 'Check all pages',
  checkAgain: 'Check this page',
  checkFound: (count: number) => `Check ${formatCounted(count, 'page', 'pages')} again`,
  politeness:
    'One request at a time to each host, a second apart; robots.txt is respected. Nothing but the page is read, without cookies or login.',
  pause: 'Pause',
  resume: 'Go on',
  stop: 'Stop',
  progress: (done: number, total: number) =>
    `${formatCount(done)} of ${formatCounted(total, 'page', 'pages')} checked`,
  rate: (perSecond: number) => formatRate(perSecond),
  paused: 'Paused. What was checked is kept.',
  waitsForHost: (host: string) => `Waits: ${host} asked to be left alone for a while.`,
  waitsForNetwork: 'Waits: this computer has no network. It goes on by itself.',
  lastWhole: (ago: string) => `All pages were checked ${ago}.`,
  neverWhole: 'The whole catalogue was never checked.',
  schedule: 'Check all pages by itself',
  scheduleOff: 'Only when asked',
  scheduleDays: (days: number) =>
    days === 7 ? 'Every week' : days === 30 ? 'Every month' : `Every ${days} days`,
  verdict: 'State',
  anyVerdict: 'All states',
  anyCode: 'All findings',
  finding: 'Finding',
  page: 'Page',
  record: 'Record',
  host: 'Host',
  checked: 'Checked',
  emptyTitle: 'No page was checked yet',
  empty:
    'Here you will see which DOIs lead nowhere, to a login, or to a page that lacks its citation.',
  nothingFound: 'No page fits this filter.',
  noDetail: 'This page was not checked yet.',
  checks: 'Guideline checks',
  findings: 'What was found',
  nothingWrong: 'Nothing is wrong with this page.',
  way: 'The way there',
  evidence: 'What was seen',
  over: 'Earlier checks',
  outdated: 'The record names another landing page since then: check it again.',
  strikes: (count: number) =>
    `${formatCounted(count, 'failure', 'failures')} in a row; from the third on it counts as broken.`,
  accept: 'Accept',
  acceptTitle: 'Accept this finding',
  acceptNote: 'Why it may stand, for the history',
  accepted: (note: string) => `Accepted: ${note}`,
  takeBack: 'Count it again',
  openRecord: 'Open the record',
  openPage: 'Open the page in the browser',
  close: 'Close',
  cancel: 'Cancel',
  cli: {
    summary: 'Checks whether DOIs lead to public landing pages that follow the guidelines',
    all: 'Checks the whole catalogue: all registered and findable records',
    query: 'Only records that fit, as in: state:findable host:example.org',
    notes: [
      'Asks each host one page at a time, a second apart, and respects robots.txt.',
      'Ends with 1 when any page is broken. Ctrl+C stops; the next audit goes on where it was.',
      'Without --query and --all it shows what was last seen.',
    ],
    progress: 'Checking landing pages',
    headings: ['State', 'Record', 'Finding', 'Page'],
    result: (counts: Readonly<Record<LandingVerdict, number>>) =>
      `${formatCount(counts.good)} good, ${formatCount(counts.incomplete)} incomplete, ${formatCount(counts.broken)} broken, ${formatCount(counts.unsure)} failed for now, ${formatCount(counts.unchecked)} could not be judged.`,
    nothing: 'There is no page to check.',
  },
} as const;
