import { zodResolver } from '@hookform/resolvers/zod';
import type { Resolver } from 'react-hook-form';
import { z } from 'zod';

import type { FormValues } from '#shared/edits/form-values.ts';
import { fromFormValues, toFormPath } from '#shared/edits/form-values.ts';
import type { Attributes, RecordState } from '#shared/metadata/attributes.ts';
import type { Segment } from '#shared/metadata/path.ts';
import { makeRecordSchema } from '#shared/metadata/record-schema.ts';

/**
 * The form's values against the schema of records that the core uses, so that an error reads the same everywhere.
 * A record that is not sent yet is judged for the state that it is meant to reach.
 */
export function recordResolver(start: Attributes, state: RecordState): Resolver<FormValues> {
  const schema = makeRecordSchema({ state: state === 'reserved' ? 'findable' : state });
  return zodResolver(
    z.custom<FormValues>().superRefine((values, context) => {
      const read = schema.safeParse(fromFormValues(values, start));
      for (const issue of read.error?.issues ?? []) {
        const path = toFormPath(issue.path as Segment[]);
        context.addIssue({ code: 'custom', message: issue.message, path });
      }
    }),
  );
}
