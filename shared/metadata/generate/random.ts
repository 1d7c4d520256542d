/** A source of numbers from 0 to below 1, such as `seededRandom` gives. */
export type Random = () => number;

/** One entry of a list that is not empty. */
export function pick<T>(list: readonly T[], random: Random): T {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new RangeError('There is nothing to pick from');
  return chosen;
}

export const chance = (probability: number, random: Random): boolean => random() < probability;

/** A whole number from `least` to `most`, both possible. */
export const between = (least: number, most: number, random: Random): number =>
  least + Math.floor(random() * (most - least + 1));

export const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

/** `count` different entries of a list, in random order. */
export function sample<T>(list: readonly T[], count: number, random: Random): T[] {
  const left = [...list];
  return times(Math.min(count, left.length), () => {
    const [taken] = left.splice(Math.floor(random() * left.length), 1);
    return taken as T;
  });
}

/** `0000-0002-1825-0097`: sixteen digits with the check digit of ISO 7064, 11-2. */
export function orcid(random: Random): string {
  const digits = times(15, (at) => (at < 4 ? 0 : between(0, 9, random)));
  const sum = digits.reduce((total, digit) => (total + digit) * 2, 0);
  const check = (12 - (sum % 11)) % 11;
  const text = `${digits.join('')}${check === 10 ? 'X' : check}`;
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

const crockford = '0123456789abcdefghjkmnpqrstvwxyz';

/** `0xxxxxx00`: six characters of Crockford's base 32 with two check digits (98 - n·100 mod 97). */
export function ror(random: Random): string {
  const characters = times(6, () => between(0, 31, random));
  const number = characters.reduce((total, each) => total * 32 + each, 0);
  const check = String(98 - ((number * 100) % 97)).padStart(2, '0');
  return `0${characters.map((each) => crockford[each] ?? '0').join('')}${check}`;
}

export function suffix(random: Random): string {
  const text = times(8, () => crockford[between(0, 31, random)] ?? '0').join('');
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}

export function isoDate(year: number, random: Random): string {
  const two = (most: number): string => String(between(1, most, random)).padStart(2, '0');
  return `${year}-${two(12)}-${two(28)}`;
}
