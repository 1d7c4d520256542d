import { describe, expect, it } from 'vitest';

import { decodePage } from '#shared/landing/decode-page.ts';
import { readPageFacts } from '#shared/landing/page-facts.ts';
import { effectiveVerdict, judgeLanding } from '#shared/landing/judge.ts';
import { nextStrikes, noStrikes, strikesToAlarm } from '#shared/landing/strikes.ts';
import { item } from '../../fixtures/landing/page-case.ts';

describe('facts of a page', () => {
  it('hold what a reader sees, and not what scripts, styles and hidden parts hold', () => {
    const facts = readPageFacts(
      '<title>A &amp; B</title><style>p{}</style><script>"<p>no"</script><template>no</template><p>seen <b>wo</b>rd<div hidden>no <div>no</div> no</div><span style="display: none">no</span><noscript>plain</noscript>',
    );
    expect(facts.title).toBe('A & B');
    expect(facts.text).toBe('seen word plain');
    expect(facts.scriptCount).toBe(1);
  });

  it('read links, meta tags, JSON-LD and the way on', () => {
    const facts = readPageFacts(
      '<meta name="DC.Identifier" content="x"><meta http-equiv=refresh content="3; url=\'/next\'"><a href=" /a ">One <b>two</b></a><script type="application/ld+json">{"a":1}</script><script type="application/ld+json">{broken</script><link rel="Cite-As" href="y"><svg/><p>after',
    );
    expect(facts.metas.get('dc.identifier')).toEqual(['x']);
    expect(facts.links).toEqual([{ href: '/a', text: 'One two' }]);
    expect(facts.jsonLd).toEqual([{ a: 1 }]);
    expect(facts.refresh).toEqual({ seconds: 3, url: '/next' });
    expect(facts.rels).toEqual([{ rel: 'cite-as', href: 'y' }]);
    expect(facts.text).toBe('One two after');
  });

  it.each([
    ['elements in each other', '<div>'.repeat(180_000)],
    ['open formatting', '<b><i><p>'.repeat(110_000)],
    ['attributes', `<a ${'x=y '.repeat(200_000)}>`],
    ['comments that never end', '<!--'.repeat(250_000)],
    ['entities', '&notin;'.repeat(140_000)],
    ['a script that never ends', `<script>${'</scrip'.repeat(150_000)}`],
  ])('come to an end on a hostile page: %s', (_, html) => {
    expect(readPageFacts(html).text.length).toBeLessThanOrEqual(500_000);
  });
});

describe('the bytes of a page', () => {
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

  it.each([
    ['the header', bytes('M\xfcller'), 'text/html; charset=iso-8859-1', 'Müller', false],
    [
      'the page',
      bytes('<meta charset="windows-1252">M\xfcller'),
      'text/html',
      '<meta charset="windows-1252">Müller',
      false,
    ],
    ['nobody: UTF-8', new Uint8Array(Buffer.from('Müller')), 'text/html', 'Müller', false],
    [
      'nobody: old bytes',
      bytes('M\xfcller und Fr\xf6hlich'),
      'text/html',
      'Müller und Fröhlich',
      false,
    ],
    [
      'a lie',
      bytes('M\xfcller und Fr\xf6hlich'),
      'text/html; charset=utf-8',
      'Müller und Fröhlich',
      true,
    ],
    [
      'a set that nobody knows',
      new Uint8Array(Buffer.from('Müller')),
      'text/html; charset=klingon',
      'Müller',
      true,
    ],
    ['a mark', new Uint8Array([0xff, 0xfe, 0x4d, 0, 0xfc, 0]), 'text/html', 'Mü', false],
  ] as const)('are read by what is said of them: %s', (...[, body, type, text, isBad]) => {
    expect(decodePage(body, type)).toMatchObject({ text, hasBadCharset: isBad });
  });
});

describe('failures that may pass', () => {
  const visit = {
    hops: [],
    page: null,
    failure: { kind: 'timeout', url: 'https://x.example.org/', detail: '10 s' },
  } as const;
  const { verdict, findings } = judgeLanding(item, visit);
  const hours = (count: number) => count * 3600 * 1000;

  it('alarm only after several of them, with time between', () => {
    let strikes = noStrikes;
    const verdicts: string[] = [];
    for (let count = 0; count < strikesToAlarm; count += 1) {
      strikes = nextStrikes(verdict, strikes, hours(24 * count));
      verdicts.push(effectiveVerdict(findings, { isAlarm: strikes.count >= strikesToAlarm }));
    }
    expect(verdicts).toEqual(['unsure', 'unsure', 'broken']);
  });

  it('count once while they come close together, and never after a good answer', () => {
    const first = nextStrikes(verdict, noStrikes, 0);
    expect(nextStrikes(verdict, first, hours(1)).count).toBe(1);
    expect(nextStrikes('good', first, hours(8))).toEqual(noStrikes);
    expect(nextStrikes('unchecked', first, hours(8))).toEqual(first);
  });
});
