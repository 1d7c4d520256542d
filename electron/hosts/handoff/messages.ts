import { z } from 'zod';

/** What the two ends of a hand-off say to each other. The calls inside are checked by the core. */
export const greeting = z.strictObject({ token: z.string().max(200) });

export const request = z.union([
  z.strictObject({ id: z.int(), channel: z.string().max(200), input: z.unknown() }),
  z.strictObject({
    id: z.int(),
    admit: z.strictObject({
      paths: z.array(z.string().max(4096)).min(1).max(10_000),
      name: z.string().max(500),
    }),
  }),
]);

export const wireError = z.object({
  code: z.string(),
  message: z.string(),
  nextStep: z.string().nullable(),
  retryable: z.boolean(),
  path: z.string().nullable(),
  traceId: z.string().nullable(),
});

export const answer = z.union([
  z.strictObject({ welcome: z.literal(true) }),
  z.strictObject({
    id: z.int(),
    result: z.union([
      z.object({ ok: z.literal(true), value: z.unknown() }),
      z.object({ ok: z.literal(false), error: wireError }),
    ]),
  }),
  z.strictObject({ event: z.string(), payload: z.unknown() }),
]);
