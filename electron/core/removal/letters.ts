import type { Output } from '#shared/contract/contract.ts';
import { doiInWords } from '#shared/doi/unreal-doi.ts';
import { caseName } from '#shared/removal/case-number.ts';
import { toEml } from '#shared/removal/eml.ts';
import type { LetterFacts } from '#shared/text/removal-letters.en.ts';
import { removalLetters } from '#shared/text/removal-letters.en.ts';
import { removalText } from '#shared/text/removal.en.ts';
import type { CoreContext } from '../context.ts';
import type { RemovalCase } from './case-rows.ts';
import { itemsOf } from './item-rows.ts';
import { readSettings } from './settings.ts';

/** DOIs that a letter lists one by one. */
const mostListed = 200;

/** The letter of a case, as text and as a file that mail programs open as a draft. Nothing is sent. */
export function writeLetter(
  context: CoreContext,
  given: RemovalCase,
  to: 'hub' | 'requester',
): Output<'removal.letter'> {
  const { hubSupport, template } = readSettings(context.ledger);
  const outcome = removalText.status[given.status];
  const { reason, statement } = given.tombstone;
  const facts: LetterFacts = {
    caseName: caseName(given.id),
    kind: given.kind,
    addresses: itemsOf(context.ledger, given.id, { offset: 0, limit: mostListed }).map(({ doi }) =>
      doiInWords(doi),
    ),
    request: given.request,
    reason: reason === '' ? '' : removalText.reason[reason],
    statement: statement.trim(),
    discussionUrl: given.discussionUrl,
    institution: template.institution,
    person: context.person() ?? '',
    dueOn: given.dueOn,
  };
  const isHub = to === 'hub';
  const letter = {
    from: '',
    to: isHub ? hubSupport : given.requesterContact,
    subject: isHub
      ? removalLetters.hubSubject(facts)
      : removalLetters.requesterSubject(facts, outcome),
    body: isHub ? removalLetters.hub(facts) : removalLetters.requester(facts, outcome),
  };
  return {
    to: letter.to,
    subject: letter.subject.slice(0, 500),
    body: letter.body.slice(0, 20_000),
    eml: toEml(letter, context.ports.clock.now()),
    warning: isHub ? foreignAddress(given.request, hubSupport) : null,
  };
}

/** A copied text may name the support of another platform (requirement C9). */
function foreignAddress(request: string, known: string): string | null {
  const named = /\b(?:website|support|help)(?: at |@)[a-z0-9.-]+\.[a-z]{2,}/i.exec(request)?.[0];
  if (named === undefined) return null;
  const address = named.replace(/ at /i, '@').toLowerCase();
  return address === known.toLowerCase() ? null : removalLetters.foreignSupport(address, known);
}
