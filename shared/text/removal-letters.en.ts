import type { RequestKind } from '../removal/case-table.ts';

export interface LetterFacts {
  readonly caseName: string;
  readonly kind: RequestKind;
  /** Each with its address, e.g. `https://doi.org/10.57967/hf/1234`. */
  readonly addresses: readonly string[];
  readonly request: string;
  readonly reason: string;
  readonly statement: string;
  readonly discussionUrl: string;
  readonly institution: string;
  readonly person: string;
  readonly dueOn: string | null;
}

const wish: Readonly<Record<RequestKind, string>> = {
  deletion: 'delete the repository, which its DOI locks',
  rename: 'rename the repository, which its DOI locks',
  visibility: 'change the visibility of the repository, which its DOI locks',
  correction: 'correct the metadata of the DOI',
};

/** Letters that a steward sends herself. Plain text; nothing in them was decided by the app. */
export const removalLetters = {
  hubSubject: ({ caseName, kind, addresses }: LetterFacts): string =>
    `${caseName}: please ${wish[kind]} (${addresses[0] ?? ''}${addresses.length > 1 ? ` and ${String(addresses.length - 1)} more` : ''})`,
  hub: (facts: LetterFacts): string =>
    [
      'Dear support team,',
      '',
      `please ${wish[facts.kind]}:`,
      '',
      ...facts.addresses.map((address) => `  ${address}`),
      '',
      ...(facts.reason === '' ? [] : [`Reason: ${facts.reason}.`, '']),
      ...(facts.statement === '' ? [] : [facts.statement, '']),
      ...(facts.request === '' ? [] : ['What we were asked:', '', facts.request, '']),
      ...(facts.kind === 'deletion'
        ? [
            'You are the holder of these DOIs at DataCite. A DOI stays for good, so please also:',
            '  1. put up a page that says what was there and why it is gone (a tombstone),',
            '  2. let the DOI lead to it,',
            '  3. set the state of the DOI to Registered, and add a date of the type Withdrawn.',
            '',
          ]
        : []),
      ...(facts.discussionUrl === '' ? [] : [`It is discussed at ${facts.discussionUrl}`, '']),
      ...(facts.dueOn === null ? [] : [`We would be glad of your answer by ${facts.dueOn}.`, '']),
      `Our reference: ${facts.caseName}`,
      '',
      'Kind regards,',
      facts.person,
      facts.institution,
    ]
      .join('\n')
      .trimEnd(),
  requesterSubject: ({ caseName }: LetterFacts, outcome: string): string =>
    `${caseName}: ${outcome.toLowerCase()}`,
  requester: (facts: LetterFacts, outcome: string): string =>
    [
      'Dear requester,',
      '',
      `about your request ${facts.caseName}:`,
      '',
      ...facts.addresses.map((address) => `  ${address}`),
      '',
      `Its state today: ${outcome}.`,
      '',
      ...(facts.statement === '' ? [] : ['What the public page says:', '', facts.statement, '']),
      'Kind regards,',
      facts.person,
      facts.institution,
    ]
      .join('\n')
      .trimEnd(),
  foreignSupport: (named: string, known: string): string =>
    `The request names the support address ${named}; the one of your settings is ${known}. The letter goes to yours: look whether that is right.`,
} as const;
