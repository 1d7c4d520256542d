import { z } from 'zod';
import type { Attributes } from '../attributes.ts';
import type { ObjectShape, Shape, TextShape } from './shape.ts';
import { recordShape } from './shape.ts';

/**
 * The zod schema of a record's metadata, made from the schema table. It says what form a record has,
 * not whether the service would take it (that is `validateMetadata`, which needs the state asked for):
 * members that it does not know are kept, `null` stands for "known to be empty", and a `null` where a
 * list or an object belongs reads as absent.
 */
function text(shape: TextShape): z.ZodType {
  const numeric = shape.type === 'year' || shape.type === 'latitude' || shape.type === 'longitude';
  return numeric ? z.union([z.string(), z.number()]).nullish() : z.string().nullish();
}

/** `null` for a list or an object says no more than its absence. */
const absent = (value: unknown): unknown => value ?? undefined;

function member(shape: Shape): z.ZodType {
  if (shape.kind === 'text') return text(shape);
  if (shape.kind === 'object') return z.preprocess(absent, object(shape).optional());
  const entry = shape.of.kind === 'text' ? z.string() : object(shape.of);
  return z.preprocess(absent, z.array(entry).optional());
}

function object(shape: ObjectShape): z.ZodType {
  return z.looseObject(
    Object.fromEntries([...shape.members].map(([name, of]) => [name, member(of)])),
  );
}

function makeAttributesSchema(): z.ZodType<Attributes> {
  const publisher = recordShape.members.get('publisher');
  const members = Object.fromEntries(
    [...recordShape.members].map(([name, of]) => [name, member(of)]),
  );
  return z.looseObject({
    ...members,
    doi: z.string().optional(),
    publisher: z
      .union([z.string(), publisher?.kind === 'object' ? object(publisher) : z.never()])
      .nullish(),
    version: z.union([z.string(), z.number()]).nullish(),
    contentUrl: z.union([z.string(), z.array(z.string())]).nullish(),
  }) as unknown as z.ZodType<Attributes>;
}

/** A record's metadata in the REST API's words; see `attributes.ts` for the type. */
export const attributesSchema: z.ZodType<Attributes> = makeAttributesSchema();
