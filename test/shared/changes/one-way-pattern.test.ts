import { RE2JS } from 're2js';
import { describe, expect, test } from 'vitest';

import { oneWayPattern } from '#shared/changes/one-way-pattern.ts';
import { compilePattern } from '#shared/changes/text-pattern.ts';
import { pick } from '#shared/metadata/generate/random.ts';
import { seededRandom } from '#shared/support/random.ts';

const options = { isRegex: true, ignoreCase: false, wholeValue: false };

describe('what is taken', () => {
  test.each([
    ['^Old (\\w+) (\\d+)$'],
    ['(\\d{4})-(\\d{2})'],
    ['https?://'],
    ['\\bv\\d+'],
    ['[A-Z][a-z]+, [A-Z]\\.'],
    ['é[^,]*,'],
    ['😀+ '],
  ])('%s', (source) => {
    expect(oneWayPattern(source, false)).not.toBeNull();
  });

  test.each([
    ['two ways to read it', 'a+a'],
    ['two ways, with what may be nothing between', 'a*b*a'],
    ['a word before any character', '\\w+.'],
    ['nothing may match', 'a*'],
    ['a repeated group', '(a|b)+'],
    ['a group repeated', '(ab)+'],
    ['alternatives', 'a|b'],
    ['the shortest reading', 'a+?b'],
    ['a flag', '(?i)a'],
    ['a named group', '(?P<n>a)'],
    ['an anchor in the middle', 'a^b'],
    ['an end in the middle', '(a$)b'],
    ['a class of a class', '[[:alpha:]]'],
    ['a class that begins with its end', '[^]a]'],
    ['a class of letters beyond ASCII', '[äö]'],
    ['a property', '\\pL'],
    ['the end of the text', 'a\\z'],
    ['half of a pair', '\ud83d'],
    ['the number of a character', 'a\\x41'],
  ])('not %s', (_, source) => {
    expect(oneWayPattern(source, false)).toBeNull();
  });

  test('a text so long that it might take its time is left to RE2', () => {
    const anywhere = oneWayPattern('a*b*c*d', false);
    expect(anywhere?.isBounded('a'.repeat(150))).toBe(true);
    expect(anywhere?.isBounded('a'.repeat(1000))).toBe(false);
    const short = oneWayPattern('https?://', false);
    expect(short?.isBounded('a'.repeat(10_000))).toBe(true);
    expect(short?.isBounded('a'.repeat(100_000))).toBe(false);
    expect(oneWayPattern('a{900}b', false)?.isBounded('a'.repeat(1000))).toBe(false);
    const anchored = oneWayPattern('^a*b*c*d', false);
    expect(anchored?.isBounded('a'.repeat(2000))).toBe(true);
    expect(anchored?.isBounded('a'.repeat(1_000_000))).toBe(false);
    const pattern = compilePattern({ ...options, find: 'a*b*c*d' }, 'x');
    expect(pattern.replace(`${'a'.repeat(100_000)}d`)).toBe('x');
  });
});

const seed = 20_261_122;

/** Expressions of the kinds that are taken, and some that are not. */
function anyPattern(random: () => number): string {
  const atoms = [
    ...['a', 'b', ' ', '-', 'é', '😀', '\\d', '\\w', '\\s', '\\W', '\\D', '\\S', '.', '\\.', '\\b'],
    ...['[a-c]', '[^a]', '[\\d.]', '[^\\w]', '[a\\-b]', '[.,]', '\\n', '[^\\n,]', '_', '\\('],
  ];
  const times = ['', '', '', '+', '*', '?', '{2}', '{1,2}', '{0,1}', '{2,}'];
  const one = (): string => {
    const atom = pick(atoms, random);
    return atom === '\\b' ? atom : atom + pick(times, random);
  };
  const some = (): string => Array.from({ length: 1 + Math.floor(random() * 3) }, one).join('');
  const parts = Array.from({ length: 1 + Math.floor(random() * 2) }, () =>
    pick([some(), `(${some()})`, `(?:${some()})`], random),
  );
  return `${pick(['', '', '^'], random)}${parts.join('')}${pick(['', '', '$'], random)}`;
}

function anyText(random: () => number): string {
  const pieces = ['a', 'b', 'c', 'aa', ' ', '-', '.', ',', '1', '23', '_', 'é', '😀', '\n', '\r'];
  const rare = ['\u2028', '\u00a0', '\u0301', '\ud83d', '\ude00', '\v', '(', 'Z', '{', 'ſ', 'K'];
  const length = Math.floor(random() * 9);
  return Array.from({ length }, () => pick(random() < 0.8 ? pieces : rare, random)).join('');
}

/** As it was done before there was another way. */
function byRe2(source: string, wholeValue: boolean, text: string): string {
  const match = RE2JS.compile(source).matcher(text);
  const groups = match.groupCount();
  const fill = (): string =>
    `<${Array.from({ length: groups + 1 }, (_, group) => match.group(group) ?? '').join('|')}>`;
  if (wholeValue) return match.matches() ? fill() : text;
  let made = '';
  let from = 0;
  while (match.find()) {
    made += text.slice(from, match.start()) + fill();
    from = match.end();
  }
  return made + text.slice(from);
}

test(`finds and catches what RE2 does (seed ${seed})`, () => {
  const random = seededRandom(seed);
  let taken = 0;
  let matched = 0;
  for (let at = 0; at < 4000; at += 1) {
    const find = anyPattern(random);
    const wholeValue = random() < 0.2;
    if (oneWayPattern(find, wholeValue) === null) continue;
    taken += 1;
    const groups = RE2JS.compile(find).groupCount();
    const names = Array.from({ length: groups + 1 }, (_, group) => `$${group}`);
    const pattern = compilePattern({ ...options, find, wholeValue }, `<${names.join('|')}>`);
    for (let count = 0; count < 12; count += 1) {
      const text = anyText(random);
      const expected = byRe2(find, wholeValue, text);
      if (expected !== text) matched += 1;
      const made = pattern.replace(text);
      if (made !== expected) expect({ find, wholeValue, text, made }).toEqual({ made: expected });
      if (pattern.test(text) !== (expected !== text)) expect({ find, text }).toBe('tested alike');
    }
  }
  expect(taken).toBeGreaterThan(1000);
  expect(matched).toBeGreaterThan(1000);
});
