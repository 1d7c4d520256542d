import { caseName } from '#shared/removal/case-number.ts';
import { AppError } from '#shared/support/app-error.ts';
import { canonicalJson } from '#shared/support/json.ts';
import type { Json } from '#shared/support/json.ts';
import { removalText } from '#shared/text/removal.en.ts';
import type { CoreContext } from '../context.ts';
import { isSignedWith } from '../review/steward-key.ts';
import type { Stewards } from '../review/stewards.ts';
import type { CaseEntry } from './case-rows.ts';

export type Decider = Pick<Stewards, 'current' | 'sign'>;

interface Decision {
  readonly caseId: number;
  readonly decision: 'approve' | 'decline';
  readonly person: string;
  /** Of the case, as it was decided on. */
  readonly hash: string;
}

/**
 * The signature of a decision. Where people have profiles on this computer, only the one who works now decides,
 * with her key; without profiles a name is taken as it is typed.
 */
export function signDecision(
  { ledger }: CoreContext,
  decider: Decider | null,
  decision: Decision,
): Readonly<Record<string, Json>> {
  const own = ledger.db.get<{ count: number }>(
    'select count(*) as count from steward where sealed_key is not null',
  );
  if (decider === null || (own?.count ?? 0) === 0) return {};
  const current = decider.current();
  if (current === null || !isSameName(current.name, decision.person)) {
    throw new AppError('FORBIDDEN', {
      message: removalText.error.otherPerson(decision.person),
      nextStep: removalText.error.otherPersonNext,
      path: 'person',
    });
  }
  const { signature, steward } = decider.sign(decisionText(decision));
  return { signature, publicKey: steward.public_key };
}

/** True for a decision without a signature, and for one whose signature stands under exactly this. */
export function isGenuineDecision(caseId: number, { person, body }: CaseEntry): boolean {
  const { decision, hash, publicKey, signature } = body;
  if (typeof signature !== 'string' || typeof publicKey !== 'string') return true;
  if ((decision !== 'approve' && decision !== 'decline') || typeof hash !== 'string') return false;
  const signed = decisionText({ caseId, decision, person: person ?? '', hash });
  return isSignedWith(publicKey, signed, signature);
}

function decisionText({ caseId, decision, person, hash }: Decision): string {
  return canonicalJson({
    what: 'doi-steward removal decision',
    case: caseName(caseId),
    decision,
    person,
    hash,
  });
}

/** Names compare without case and runs of blanks. */
export function isSameName(one: string, other: string): boolean {
  const plain = (name: string): string =>
    name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
  return plain(one) === plain(other);
}
