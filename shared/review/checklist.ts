import type { Finding } from '../findings/finding.ts';
import type { Attributes } from '../metadata/attributes.ts';
import { namedPeople } from './consent.ts';
import type { ReviewPolicy } from './review-policy.ts';

/** Questions that only a person can answer, or that a waiver with a reason settles. */
export const questions = [
  'errors',
  'gates',
  'responsibility',
  'abstract',
  'licence',
  'card',
  'rights',
  'manuscript',
  'consent',
  'duplicates',
] as const;
export type Question = (typeof questions)[number];

/** `yes`: confirmed by a person; the manuscript's stages are answers of their own. */
export const answers = ['yes', 'waived', 'manuscript', 'published-version'] as const;
export type Answer = (typeof answers)[number];

export interface GivenAnswer {
  readonly question: Question;
  readonly answer: Answer;
  readonly note: string | null;
}

export interface ChecklistItem {
  readonly question: Question;
  /** `met`: the record shows it; `answered` and `waived`: a person said so; `open`: approval waits for it. */
  readonly outcome: 'met' | 'answered' | 'waived' | 'open';
  /** What was found: a count, a length, a name; '' where there is nothing to add. */
  readonly evidence: string;
  readonly canConfirm: boolean;
  readonly canWaive: boolean;
}

export interface ChecklistInput {
  readonly attributes: Attributes;
  /** As the collection's findings policy and the record's waivers leave them. */
  readonly findings: readonly Finding[];
  readonly policy: ReviewPolicy;
  readonly answers: readonly GivenAnswer[];
  /** Possible twins that nobody decided about. */
  readonly openTwinCount: number;
  /** A twin was found to be the same item, or the registration was called off. */
  readonly isCalledOff: boolean;
}

/** Texts in the sense of E8. */
const textTypes = new Set(['Text', 'JournalArticle', 'Preprint', 'BookChapter', 'ConferencePaper']);

/** What the collection asks of a draft, and what of it is there. Errors and a decided twin cannot be waived. */
export function checklistOf(input: ChecklistInput): ChecklistItem[] {
  return questions.flatMap((question) => {
    const asked = ask(question, input);
    if (asked === null) return [];
    const given = input.answers.find((each) => each.question === question);
    return [settle(question, asked, given)];
  });
}

export function openItems(items: readonly ChecklistItem[]): ChecklistItem[] {
  return items.filter(({ outcome }) => outcome === 'open');
}

interface Asked {
  readonly isMet: boolean;
  readonly evidence: string;
  readonly canConfirm?: boolean;
  readonly canWaive?: boolean;
}

function settle(question: Question, asked: Asked, given: GivenAnswer | undefined): ChecklistItem {
  const { evidence, canConfirm = false, canWaive = true } = asked;
  const item = { question, evidence, canConfirm, canWaive };
  if (asked.isMet) return { ...item, outcome: 'met' };
  if (given === undefined) return { ...item, outcome: 'open' };
  if (given.answer === 'waived') {
    const isHeeded = canWaive && (given.note ?? '').trim() !== '';
    return isHeeded
      ? { ...item, outcome: 'waived', evidence: given.note ?? '' }
      : { ...item, outcome: 'open' };
  }
  // The final published version has its publisher's DOI already (E8).
  if (given.answer === 'published-version')
    return { ...item, outcome: 'open', evidence: given.answer };
  if (!canConfirm) return { ...item, outcome: 'open' };
  return { ...item, outcome: 'answered', evidence: given.note ?? '' };
}

/** Null: this collection does not ask for it, or it does not apply to the record. */
function ask(question: Question, input: ChecklistInput): Asked | null {
  const { attributes, findings, policy } = input;
  switch (question) {
    case 'errors': {
      const count = findings.filter(({ severity }) => severity === 'error').length;
      return { isMet: count === 0, evidence: String(count), canWaive: false };
    }
    case 'gates': {
      const blocking = findings.filter(
        ({ gate, severity }) => gate === 'blocks' && severity !== 'error',
      );
      // Each is waived by itself, where the finding stands.
      return { isMet: blocking.length === 0, evidence: String(blocking.length), canWaive: false };
    }
    case 'responsibility':
      return policy.asksResponsibility
        ? { isMet: policy.responsibility.trim() !== '', evidence: policy.responsibility }
        : null;
    case 'abstract':
      return policy.abstractLength === 0 ? null : askAbstract(attributes, policy.abstractLength);
    case 'licence':
      return policy.asksLicence
        ? { isMet: licenceOf(attributes) !== '', evidence: licenceOf(attributes) }
        : null;
    case 'card':
      return policy.asksCard ? askCard(attributes) : null;
    case 'rights':
      return policy.asksRights
        ? {
            isMet: licenceOf(attributes) !== '',
            evidence: licenceOf(attributes),
            canConfirm: true,
          }
        : null;
    case 'manuscript':
      return policy.asksManuscript && textTypes.has(attributes.types?.resourceTypeGeneral ?? '')
        ? { isMet: false, evidence: '', canConfirm: true }
        : null;
    case 'consent':
      return policy.asksConsent ? askConsent(attributes) : null;
    case 'duplicates':
      return policy.asksDuplicates || input.isCalledOff
        ? {
            isMet: input.openTwinCount === 0 && !input.isCalledOff,
            evidence: String(input.openTwinCount),
            canWaive: false,
          }
        : null;
  }
}

function askAbstract({ descriptions = [] }: Attributes, least: number): Asked {
  const longest = descriptions
    .filter(({ descriptionType }) => descriptionType === 'Abstract')
    .reduce((most, { description }) => Math.max(most, (description ?? '').trim().length), 0);
  return { isMet: longest >= least, evidence: String(longest) };
}

function licenceOf({ rightsList = [] }: Attributes): string {
  const found = rightsList.find(
    ({ rightsIdentifier, rightsUri }) => (rightsIdentifier ?? rightsUri ?? '') !== '',
  );
  return found?.rightsIdentifier ?? found?.rightsUri ?? '';
}

function askCard({ relatedIdentifiers = [] }: Attributes): Asked {
  const card = relatedIdentifiers.find(({ relationType }) => relationType === 'IsDocumentedBy');
  return { isMet: card !== undefined, evidence: card?.relatedIdentifier ?? '' };
}

function askConsent(attributes: Attributes): Asked | null {
  const named = namedPeople(attributes).length;
  return named === 0 ? null : { isMet: false, evidence: String(named), canConfirm: true };
}
