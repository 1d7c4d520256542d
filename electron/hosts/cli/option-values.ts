import { isDay } from '#shared/removal/days.ts';
import { text } from '#shared/text/command-line.en.ts';
import { WrongUse } from './verb.ts';

export type TargetState = 'draft' | 'registered' | 'findable';
const targetStates: readonly string[] = ['draft', 'registered', 'findable'];

/** The options of one call, read as what they mean; a value that does not fit is wrong use. */
export interface OptionValues {
  has(name: string): boolean;
  text(name: string): string | null;
  required(name: string): string;
  /** `YYYY-MM-DD` */
  day(name: string): string | null;
  integer(name: string, least: number, most: number): number | null;
  targetState(name: string): TargetState | null;
}

export function createOptionValues(
  values: Readonly<Record<string, string | boolean | undefined>>,
): OptionValues {
  const read = (name: string): string | null => {
    const value = values[name];
    return typeof value === 'string' ? value : null;
  };
  return {
    has: (name) => values[name] !== undefined && values[name] !== false,
    text: read,
    required(name) {
      const value = read(name);
      if (value === null || value.trim() === '') throw new WrongUse(text.optionMissing(name));
      return value;
    },
    day(name) {
      const value = read(name);
      if (value !== null && !isDay(value)) throw new WrongUse(text.optionDay(name, value));
      return value;
    },
    integer(name, least, most) {
      const value = read(name);
      if (value === null) return null;
      const number = Number(value);
      if (!/^\d+$/.test(value) || number < least || number > most) {
        throw new WrongUse(text.optionNumber(name, least, most));
      }
      return number;
    },
    targetState(name) {
      const value = read(name);
      if (value === null) return null;
      if (!targetStates.includes(value)) throw new WrongUse(text.optionState(name, value));
      return value as TargetState;
    },
  };
}
