import { asDoi, isSameDoi } from '../doi/doi.ts';
import { namesOf, readNames } from './named-people.ts';
import type { Attributes } from '../metadata/attributes.ts';
import { isDay } from './days.ts';
import type { DataKept, RemovalReason, SuccessorRelation, Visibility } from './reasons.ts';
import { reasonsAboutPeople } from './reasons.ts';

/** Shorter statements do not say the circumstances (requirement E33). */
export const shortestStatement = 40;
export const longestStatement = 4000;

/** What a tombstone says (requirements 4.3). Texts are '' where nothing is said. */
export interface Tombstone {
  readonly reason: RemovalReason | '';
  /** Public: why the item is not there. */
  readonly statement: string;
  /** BCP-47 language of the statement and of the page: `en` or `de`. */
  readonly language: 'en' | 'de';
  /** When it happened, `YYYY-MM-DD`. */
  readonly circumstancesDate: string;
  /** When the item was withdrawn: DataCite's date of the type Withdrawn. */
  readonly withdrawnDate: string;
  /** Who decided, as a role: names stay in the case. */
  readonly decidedBy: string;
  /** Law, court or policy that it rests on. */
  readonly authority: string;
  /** E-mail or web address for questions. */
  readonly contact: string;
  readonly successorDoi: string;
  readonly successorRelation: SuccessorRelation | '';
  readonly dataKept: DataKept;
  readonly visibility: Visibility;
  /** Empty: the citation of the record. Else that text, with what must not be read taken out. */
  readonly citation: string;
  /** True: the item comes back; the DOI stays findable and nothing is withdrawn (OpenNeuro#3321). */
  readonly isTemporary: boolean;
  /** `YYYY-MM-DD`; only for what comes back. */
  readonly expectedBack: string;
}

export const emptyTombstone: Tombstone = {
  reason: '',
  statement: '',
  language: 'en',
  circumstancesDate: '',
  withdrawnDate: '',
  decidedBy: '',
  authority: '',
  contact: '',
  successorDoi: '',
  successorRelation: '',
  dataKept: 'unknown',
  visibility: 'public',
  citation: '',
  isTemporary: false,
  expectedBack: '',
};

export interface TombstoneProblem {
  readonly field: keyof Tombstone;
  /** Stops the removal; a warning only asks. */
  readonly isError: boolean;
  readonly code:
    | 'missing'
    | 'too-short'
    | 'too-long'
    | 'no-day'
    | 'no-doi'
    | 'no-contact'
    | 'itself'
    | 'successor-gone'
    | 'successor-unknown'
    | 'relation-missing'
    | 'names-person'
    | 'public-about-person';
}

export interface TombstoneContext {
  /** DOIs of the case. */
  readonly dois: readonly string[];
  /** What is known of the successor: null, the ledger does not hold it. */
  readonly successor: { readonly isGone: boolean } | null;
  /** Records of the case, to find the names of people in the statement. */
  readonly records: readonly Attributes[];
  /** Who asks: often the very person whom the reason is about. '' where nobody is named. */
  readonly requester: string;
}

/** What keeps a tombstone from telling the truth, or from telling too much. */
export function checkTombstone(
  tombstone: Tombstone,
  { dois, successor, records, requester }: TombstoneContext,
): TombstoneProblem[] {
  const problems: TombstoneProblem[] = [];
  const add = (field: keyof Tombstone, code: TombstoneProblem['code'], isError = true): void => {
    problems.push({ field, code, isError });
  };
  if (tombstone.reason === '') add('reason', 'missing');
  const statement = tombstone.statement.trim();
  if (statement === '') add('statement', 'missing');
  else if (statement.length < shortestStatement) add('statement', 'too-short');
  else if (statement.length > longestStatement) add('statement', 'too-long');
  if (tombstone.contact.trim() === '') add('contact', 'missing');
  else if (!isContact(tombstone.contact)) add('contact', 'no-contact');
  if (tombstone.decidedBy.trim() === '') add('decidedBy', 'missing');
  if (!tombstone.isTemporary && tombstone.withdrawnDate === '') add('withdrawnDate', 'missing');
  for (const field of ['circumstancesDate', 'withdrawnDate', 'expectedBack'] as const) {
    if (tombstone[field] !== '' && !isDay(tombstone[field])) add(field, 'no-day');
  }
  const { successorDoi } = tombstone;
  if (successorDoi !== '') {
    if (asDoi(successorDoi) === null) add('successorDoi', 'no-doi');
    else if (dois.some((doi) => isSameDoi(doi, successorDoi))) add('successorDoi', 'itself');
    else if (successor?.isGone === true) add('successorDoi', 'successor-gone');
    else if (successor === null) add('successorDoi', 'successor-unknown', false);
    if (tombstone.successorRelation === '') add('successorRelation', 'relation-missing');
  }
  if (tombstone.reason !== '' && reasonsAboutPeople.has(tombstone.reason)) {
    if (namesSomebody(statement, [...records.flatMap(readNames), ...namesOf(requester)]))
      add('statement', 'names-person', false);
    if (tombstone.visibility === 'public' && tombstone.citation === '') {
      add('citation', 'public-about-person', false);
    }
  }
  return problems;
}

/** `mailto:` is added where it is missing; an address of the web stays. Null: it is neither. */
export function contactAddress(contact: string): string | null {
  const text = contact.trim();
  if (/^https?:\/\/\S+$/i.test(text)) return text;
  const mail = text.replace(/^mailto:/i, '');
  return /^[^\s@<>"'`,;:\\()[\]]+@[^\s@<>"'`,;:\\()[\]]+\.[^\s@<>"'`,;:\\()[\]]+$/.test(mail)
    ? `mailto:${mail}`
    : null;
}

function isContact(contact: string): boolean {
  return contactAddress(contact) !== null;
}

function namesSomebody(statement: string, names: readonly string[]): boolean {
  const text = ` ${fold(statement)} `;
  return names.some((name) => text.includes(` ${fold(name)} `));
}

/** Words alone, in one case and without accents, so that `Müller,` is found as `Muller`. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
