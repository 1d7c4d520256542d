/**
 * Stops the program when an invariant does not hold. Assertions stay on in production: a defect
 * that is seen is cheaper than a record that is wrong.
 */
export function assert(condition: unknown, sentence: string): asserts condition {
  if (condition !== true && (condition === false || condition == null)) {
    throw new Error(`Invariant broken: ${sentence}`);
  }
}

/** Marks a branch that the types say cannot be reached; reached at run time, it throws. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}

/** Narrows away null and undefined where the caller knows better than the compiler. */
export function mustExist<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined)
    throw new Error(`Invariant broken: ${what} is missing`);
  return value;
}
