import { WrongUse } from './verb.ts';

/** The value, when it is one of the list; else the command was wrong, and is told what there is. */
export function oneOf<T extends string>(name: string, list: readonly T[], value: string): T {
  const found = list.find((one) => one.toLowerCase() === value.trim().toLowerCase());
  if (found !== undefined) return found;
  throw new WrongUse(`--${name} is one of ${list.join(', ')}; “${value}” is none of them.`);
}
