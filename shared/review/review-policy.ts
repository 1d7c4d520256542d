/**
 * What a collection asks of its drafts before they become public. Data that an institution edits; where nobody did,
 * the standard policy of the environment holds.
 */
export interface ReviewPolicy {
  /** `one`: somebody approves; `two-persons`: somebody who neither wrote nor handed it in. */
  readonly approval: 'none' | 'one' | 'two-persons';
  /** Why this institution answers for the content (E3), and whom to ask; empty: nobody said so yet. */
  readonly responsibility: string;
  readonly contact: string;
  readonly asksResponsibility: boolean;
  /** Characters that an abstract has at least (A30); 0: none is asked for. */
  readonly abstractLength: number;
  readonly asksLicence: boolean;
  /** A card or data sheet that the record names (A33). */
  readonly asksCard: boolean;
  /** A licence, or somebody's word that the rights were looked at (E9). */
  readonly asksRights: boolean;
  /** Texts say whether they are a manuscript or the final published version (E8). */
  readonly asksManuscript: boolean;
  /** Everybody who is named knows that the name goes to DataCite (D7, D8). */
  readonly asksConsent: boolean;
  /** Terms that are agreed to with it, kept word for word with each consent (D9); '' for none. */
  readonly terms: string;
  readonly termsUrl: string;
  /** Possible twins are decided about (E7). */
  readonly asksDuplicates: boolean;
  /** Whether DataCite and Crossref may be asked for twins; shows beforehand what it would send. */
  readonly usesOnlineSources: boolean;
}

const standard: ReviewPolicy = {
  approval: 'one',
  responsibility: '',
  contact: '',
  asksResponsibility: true,
  abstractLength: 0,
  asksLicence: true,
  asksCard: false,
  asksRights: true,
  asksManuscript: true,
  asksConsent: false,
  terms: '',
  termsUrl: '',
  asksDuplicates: true,
  usesOnlineSources: false,
};

/** Practice is for learning: it shows the same list and waits for nobody unless a collection says so. */
const practice: ReviewPolicy = {
  ...standard,
  approval: 'none',
  asksResponsibility: false,
  asksLicence: false,
  asksRights: false,
  asksManuscript: false,
};

export function standardPolicy(environment: string): ReviewPolicy {
  return environment === 'practice' ? practice : standard;
}
