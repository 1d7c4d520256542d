import { describe, expect, it } from 'vitest';

import { isAllowedBy, readRobots } from '#shared/landing/robots.ts';

const agent = 'DOI-Steward';
const allows = (text: string, path: string) => isAllowedBy(readRobots(text, agent), path);

describe('robots.txt', () => {
  it.each([
    ['nothing is said', '', '/x', true],
    ['everything is closed to all', 'User-agent: *\nDisallow: /', '/x', false],
    ['an empty Disallow', 'User-agent: *\nDisallow:', '/x', true],
    [
      'a group of our own decides',
      'User-agent: *\nDisallow: /\nUser-agent: doi-steward\nDisallow: /private',
      '/x',
      true,
    ],
    [
      'a group of our own forbids',
      'User-agent: *\nAllow: /\nUser-agent: DOI-STEWARD\nDisallow: /x',
      '/x',
      false,
    ],
    [
      'the longest pattern decides',
      'User-agent: *\nDisallow: /items\nAllow: /items/public',
      '/items/public/7',
      true,
    ],
    ['Allow wins between equals', 'User-agent: *\nDisallow: /a\nAllow: /a', '/a', true],
    ['a star', 'User-agent: *\nDisallow: /*/edit', '/items/7/edit', false],
    ['an end', 'User-agent: *\nDisallow: /*.pdf$', '/a.pdf?x', true],
    ['an end that fits', 'User-agent: *\nDisallow: /*.pdf$', '/a.pdf', false],
    [
      'comments and strange lines',
      '# hi\nUser-agent: * # all\nfoo\nDisallow: /x # no',
      '/x',
      false,
    ],
    [
      'two agents, one group',
      'User-agent: foo\nUser-agent: DOI-Steward\nDisallow: /x',
      '/x',
      false,
    ],
    ['Windows line ends', 'User-agent: *\r\nDisallow: /x\r\n', '/x', false],
    ['rules without a group', 'Disallow: /', '/x', true],
  ])('%s', (_, text, path, expected) => {
    expect(allows(text, path)).toBe(expected);
  });

  it('reads the delay, and no nonsense as one', () => {
    expect(readRobots('User-agent: *\nCrawl-delay: 7.5', agent).crawlDelay).toBe(7.5);
    expect(readRobots('User-agent: *\nCrawl-delay: soon', agent).crawlDelay).toBeNull();
    expect(readRobots('User-agent: *\nCrawl-delay: -1', agent).crawlDelay).toBeNull();
  });

  it('is not slowed down by a hostile pattern', () => {
    const pattern = `/${'*a'.repeat(5000)}`;
    expect(allows(`User-agent: *\nDisallow: ${pattern}`, `/${'a'.repeat(4000)}b`)).toBe(true);
  });
});
