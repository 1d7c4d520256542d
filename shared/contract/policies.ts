import { z } from 'zod';

import {
  command,
  count,
  doiText,
  finding,
  nothing,
  query,
  shortText,
  timestamp,
} from './define.ts';

/** There are some two hundred codes; more decisions than this are no decisions. */
const mostCodes = 500;

function byCode<T extends z.ZodType>(value: T) {
  return z
    .record(z.string().regex(/^[a-z][a-z0-9-]{0,99}$/), value)
    .refine((decided) => Object.keys(decided).length <= mostCodes, `At most ${mostCodes} codes`);
}

/** What a collection's steward decided about findings. Errors stay errors whatever it says. */
export const findingsPolicy = z.strictObject({
  severities: byCode(z.enum(['warning', 'hint', 'off'])),
  gates: byCode(z.enum(['blocks', 'asks', 'none'])),
});
export type FindingsPolicy = z.output<typeof findingsPolicy>;

/** A reason is what a colleague finds in a year: never empty. */
const reason = z.string().trim().min(1).max(500);

const policyState = z.strictObject({
  policy: findingsPolicy,
  /** True while the collection's records are being checked by it. */
  isPending: z.boolean(),
  /** Findings of the collection's records that were waived one by one. */
  waiverCount: count,
});
export type PolicyState = z.output<typeof policyState>;

/** A waived finding; `finding` is null when the record no longer has it. */
const waivedFinding = z.strictObject({
  code: shortText,
  path: shortText,
  reason: shortText,
  person: shortText.nullable(),
  waivedAt: timestamp,
  finding: finding.nullable(),
});
export type WaivedFinding = z.output<typeof waivedFinding>;

const oneFinding = { doi: doiText, code: shortText, path: shortText };

export const policiesContract = {
  'collections.policy': query(z.strictObject({ id: z.int() }), policyState),
  /** Takes the place of the policy before. The records are checked by it in the background. */
  'collections.setPolicy': command(
    z.strictObject({ id: z.int(), policy: findingsPolicy, reason: shortText.nullable() }),
    policyState,
  ),
  'records.waivers': query(
    z.strictObject({ doi: doiText }),
    z.strictObject({ waivers: z.array(waivedFinding).max(1000) }),
  ),
  /** Lets one finding of one record stand, with a reason that the history keeps. */
  'records.waive': command(z.strictObject({ ...oneFinding, reason }), nothing),
  'records.withdrawWaiver': command(
    z.strictObject({ ...oneFinding, reason: shortText.nullable() }),
    nothing,
  ),
} as const;
