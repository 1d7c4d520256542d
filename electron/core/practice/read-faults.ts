import { z } from 'zod';

import { AppError } from '#shared/support/app-error.ts';
import type { Fault } from './fault.ts';

const milliseconds = z.number().min(0).max(600_000);
const commits = z.boolean().optional();

const respond = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(400).max(599),
    retryAfter: z.union([z.number().min(0), z.string()]).optional(),
    body: z.string().optional(),
    contentType: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('time-out'), commits }),
  z.strictObject({ kind: z.literal('reset'), commits }),
  z.strictObject({ kind: z.literal('lost-response') }),
  z.strictObject({ kind: z.literal('truncated') }),
  z.strictObject({ kind: z.literal('wrong-shape'), body: z.json().optional() }),
  z.strictObject({ kind: z.literal('slow-drip'), milliseconds }),
  z.strictObject({
    kind: z.literal('third-party-edit'),
    attributes: z.record(z.string(), z.json()),
    doi: z.string().optional(),
    when: z.enum(['before', 'after']).optional(),
  }),
  z.strictObject({ kind: z.literal('handle-server-down') }),
  z.strictObject({ kind: z.literal('duplicate-delivery') }),
]);

const faultScript = z.array(
  z.strictObject({
    match: z.strictObject({
      method: z.string().optional(),
      path: z.string().optional(),
      nth: z.int().min(1).optional(),
    }),
    times: z.int().min(0).nullable().optional(),
    respond,
  }),
);

/** A fault script from a file's JSON (`[{match, times, respond}]`). Throws `VALIDATION` naming the place. */
export function readFaults(script: unknown): readonly Fault[] {
  const read = faultScript.safeParse(script);
  // An absent member and one that is undefined are the same to whoever takes the fault.
  if (read.success) return read.data as readonly Fault[];
  const [issue] = read.error.issues;
  const path = issue?.path.join('.') ?? '';
  throw new AppError('VALIDATION', {
    message: `This is no fault script. ${path === '' ? 'The file' : path}: ${issue?.message ?? 'unreadable'}`,
    nextStep: 'It is a list of objects with match, times and respond.',
  });
}
