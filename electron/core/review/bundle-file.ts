import { z } from 'zod';

import { attributes, doiText, longText, shortText, timestamp } from '#shared/contract/define.ts';
import { answers, questions } from '#shared/review/checklist.ts';
import { AppError } from '#shared/support/app-error.ts';
import { reviewText } from '#shared/text/review.en.ts';

const text = reviewText.bundle;
const format = 'doi-steward-review-2';
const mostItems = 10_000;

const approval = z.strictObject({
  publicKey: z.base64().length(44),
  approvedAt: timestamp,
  note: longText.nullable(),
  signature: z.base64().length(88),
});
const comment = z.strictObject({
  id: shortText,
  parentId: shortText.nullable(),
  path: shortText,
  body: longText,
  author: shortText,
  createdAt: timestamp,
  resolvedAt: timestamp.nullable(),
  resolvedBy: shortText.nullable(),
});
const answer = z.strictObject({
  question: z.enum(questions),
  answer: z.enum(answers),
  note: z.string().max(2000).nullable(),
  person: shortText,
  answeredAt: timestamp,
});
const consent = z.strictObject({
  people: z.array(shortText).max(10_000),
  textVersion: shortText,
  text: z.string().max(1_000_000),
  terms: z.string().max(20_000),
  termsUrl: z.string().max(2000),
  person: shortText,
  givenAt: timestamp,
});
const item = z.strictObject({
  doi: doiText,
  attributes,
  contentSha256: z.string().length(64),
  step: z.enum(['new', 'in-review', 'changes-asked', 'approved']),
  submittedBy: shortText.nullable(),
  approvals: z.array(approval).max(100),
  comments: z.array(comment).max(1000),
  /** Of exactly this content: where a record reads otherwise, none of them is taken. */
  answers: z.array(answer).max(questions.length),
  /** What was agreed to, word for word; null: nobody has, or it no longer covers those whom the record names. */
  consent: consent.nullable(),
});
const bundle = z.strictObject({
  format: z.literal(format),
  body: z.strictObject({
    madeAt: timestamp,
    steward: z.strictObject({ name: shortText, publicKey: z.base64().length(44) }),
    items: z.array(item).max(mostItems),
  }),
  signature: z.base64().length(88),
});
export type BundleItem = z.output<typeof item>;
type Bundle = z.output<typeof bundle>;

export function writeBundle(body: Bundle['body'], signature: string): string {
  return `${JSON.stringify({ format, body, signature }, null, 1)}\n`;
}

/** Throws `SOURCE_UNREADABLE` for whatever is no such file. The signature is not looked at. */
export function parseBundle(file: string): Bundle {
  try {
    return bundle.parse(JSON.parse(file));
  } catch (cause) {
    throw new AppError('SOURCE_UNREADABLE', {
      message: text.notOne,
      nextStep: text.notOneNext,
      cause,
    });
  }
}
