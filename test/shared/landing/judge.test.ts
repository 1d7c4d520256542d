import { describe, expect, it } from 'vitest';

import { landingCodes } from '#shared/landing/codes.ts';
import { judgeLanding } from '#shared/landing/judge.ts';
import { readPageFacts } from '#shared/landing/page-facts.ts';
import type { PageCase } from '../../fixtures/landing/page-case.ts';
import { item, pageUrl } from '../../fixtures/landing/page-case.ts';
import { softwarePages } from '../../fixtures/landing/software-pages.ts';
import { wallPages } from '../../fixtures/landing/wall-pages.ts';

function judge({ url = pageUrl, status = 200, headers = {}, html }: PageCase) {
  const type = headers['content-type'] ?? 'text/html; charset=utf-8';
  const isHtml = type.startsWith('text/html');
  return judgeLanding(
    // A page that stands elsewhere is where the record points, unless the page was sent there.
    { ...item, url: /dropbox|ngrok/.test(url) ? url : item.url },
    {
      hops: [],
      failure: null,
      page: {
        url,
        status,
        headers: { ...headers, 'content-type': type },
        facts: isHtml ? readPageFacts(html) : null,
        isCut: false,
        hasBadCharset: false,
      },
    },
  );
}

describe('labelled pages', () => {
  it('are at least sixty, of two kinds', () => {
    expect(softwarePages.length + wallPages.length).toBeGreaterThanOrEqual(60);
  });

  it.each([...softwarePages, ...wallPages].map((page) => [page.name, page] as const))(
    '%s',
    (_, page) => {
      const { verdict, findings } = judge(page);
      const codes = findings
        .map(({ code }) => code)
        .filter((code) => landingCodes[code].effect !== 'note');
      expect({ verdict, codes: codes.toSorted() }).toEqual({
        verdict: page.verdict,
        codes: page.codes.toSorted(),
      });
    },
  );
});
