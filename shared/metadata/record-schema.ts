import type { z } from 'zod';
import type { Attributes } from './attributes.ts';
import { pathSegments } from './path.ts';
import { attributesSchema } from './schema/attributes-schema.ts';
import { validateMetadata } from './validate.ts';
import type { ValidateOptions } from './validate.ts';

/**
 * The zod schema of a record that the service would take in the state asked for: the form of
 * `attributesSchema`, and each error of `validateMetadata` as an issue at its path, in the same words.
 * For forms and for every boundary that must refuse.
 */
export function makeRecordSchema(options: ValidateOptions): z.ZodType<Attributes> {
  return attributesSchema.superRefine((record, context) => {
    for (const { severity, path, message } of validateMetadata(record, options)) {
      if (severity === 'error')
        context.addIssue({ code: 'custom', path: pathSegments(path), message });
    }
  });
}
