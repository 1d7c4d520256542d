import { formatCounted } from './format.ts';

/** The words of an evidence pack. Read by people who do not have the program. */
export const evidenceText = {
  title: 'Evidence of changes',
  madeBy: (version: string, at: string): string =>
    `Written by DOI Steward ${version} on ${at} (UTC)`,
  counted: (count: number): string =>
    `${formatCounted(count, 'event', 'events')}, the oldest first. All times are UTC.`,
  scopes: {
    whole: 'The whole history',
    doi: (doi: string): string => `The record ${doi}`,
    batch: (id: string): string => `The change set ${id}`,
    filter: (parts: readonly string[]): string => `Events that match: ${parts.join('; ')}`,
    topic: (topic: string): string => `about ${topic}`,
    person: (person: string): string => `by “${person}”`,
    words: (words: string): string => `with “${words}”`,
    from: (day: string): string => `from ${day}`,
    until: (day: string): string => `until ${day}`,
  },
  headTitle: 'Head of the history when this was written',
  headMeaning:
    'Every event carries the hash of the one before it, so this one hash stands for the whole history. Keep it, or have somebody else keep it: nothing before it can be altered later without this hash becoming another.',
  eventNumber: 'Event',
  hash: 'Hash',
  takenAt: 'Taken at',
  publicKey: 'Public key',
  signature: 'Signature',
  unsigned: 'none: signing is off',
  noAnchors: 'No earlier head was noted beside the ledger.',
  anchors: (count: number): string =>
    `${formatCounted(count, 'head', 'heads')} noted earlier beside the ledger`,
  verifyTitle: 'How to verify this',
  verifyWhole: [
    'Copy the lines under “Proof” of all events into one file, history.jsonl, in their order, each ended by a line feed.',
    'Run: node verify-log.mjs history.jsonl HASH. The program comes with DOI Steward, imports nothing of it, and begins with the description of the format.',
    'Or do it by hand: the hash of an event is SHA-256 over a zero byte, the 32 bytes of previousHash, and the bytes that stand between {"event": and ,"hash": in its line.',
  ],
  verifyPart: [
    'Copy the lines under “Proof” into one file, part.jsonl, in their order, each ended by a line feed.',
    'Run: node verify-log.mjs part.jsonl --part. The program comes with DOI Steward, imports nothing of it, and begins with the description of the format.',
    'For the proof that these events are part of one unbroken history, ask for the whole export (steward history export) and hold its hashes against those here.',
  ],
  provesWhole:
    'This proves that no event was altered, removed, moved or added, if the head agrees with one that was noted elsewhere.',
  provesPart:
    'By itself, a part proves that each event is what its hash says. That nothing between these events is missing can only be seen in the whole history.',
  personal:
    'This file holds names and other personal text as it stood when the file was written. What is taken out of the history later stays in this file: whoever keeps it is answerable for it.',
  eventsTitle: 'Events',
  nobody: 'the app',
  reason: 'Why:',
  attribute: 'Attribute',
  before: 'Before',
  after: 'After',
  notThere: 'not there',
  redacted: (part: string, by: number): string =>
    `The text of “${part}” was taken out; event ${by} says when and why.`,
  proof: 'Proof',
  exchange: 'What was sent, and what came back',
  sent: 'Sent:',
  cameBack: 'Came back:',
  noAnswer: 'no answer',
  notSentYet: 'nothing was sent yet',
  receipt: 'Receipt:',
} as const;
