/** Deciding about a record that may be the same item (E7). */
export const twinText = {
  /** The facts that a decision rests on, in the order in which people ask for them. */
  facts: {
    title: 'Title',
    creators: 'Creators',
    year: 'Year',
    version: 'Version',
    address: 'Address',
  },
  fact: 'What is compared',
  draft: 'This draft',
  other: 'The other record',
  same: 'The same',
  differs: 'Differs',
  writes:
    'This is written as one change set, which you can undo under Changes. It changes the draft: an approval of it no longer counts, and you become one of its authors.',
  writesNothing: 'No link is written. The decision and its reason are kept in the history.',
  afterwards:
    'The other side is to say so once the draft is public: send the other record, or this text to its owner, after publishing.',
  linked: 'Decided and linked. You find the change set under Changes.',
  refused: (doi: string, message: string) => `${doi} was not linked from its side: ${message}`,
} as const;
