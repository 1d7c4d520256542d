import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

import { landingPage, tombstonePage } from '#shared/removal/page-html.ts';
import type { PageBody, PageSource } from '#shared/removal/page-parts.ts';
import { plainTemplate } from '#shared/removal/page-template.ts';
import { emptyTombstone } from '#shared/removal/tombstone.ts';

import { attributesWith, hostilePages, sha256 } from '../doubles/hostile-pages.ts';
import { propertyRuns } from '../property-runs.ts';
import { scriptPayloads } from '../security/payloads.ts';
import { findBarriers } from './fixture/screen-test.ts';

// The pages that strangers will read, in a real browser: what attackers write into any field is text, runs
// nothing, and asks for nothing. `PROPERTY_RUNS` above 1000 takes all payloads, else some by turns.
const address = 'https://pages.example.org/page.html';
const fewPayloads = 16;
const first = new Date().getTime() % scriptPayloads.length;
const payloads =
  propertyRuns > 1000
    ? scriptPayloads
    : Array.from({ length: fewPayloads }, (_, at) => {
        const place = (first + at * 37) % scriptPayloads.length;
        return scriptPayloads[place] ?? '';
      });

/** Every text of a body that came from outside, as a page may hold it. */
function textsOf({ heading, parts }: PageBody): string[] {
  const texts = parts.flatMap((part) => {
    if (part.kind === 'section') return [part.text];
    if (part.kind === 'facts') return part.facts.map((fact) => fact.text);
    return part.kind === 'list' ? part.entries.map((entry) => entry.text) : [];
  });
  return [heading, ...texts].map((text) =>
    text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '\ufffd'),
  );
}

async function watch(page: Page): Promise<{ html: string; requests: string[] }> {
  const served = { html: '', requests: [] as string[] };
  await page.addInitScript(() => {
    Object.assign(globalThis, {
      hits: 0,
      __xss: () => ((globalThis as { hits?: number }).hits = 1),
    });
  });
  await page.route('**/*', async (route) => {
    const url = route.request().url();
    if (url === address) {
      await route.fulfill({ contentType: 'text/html; charset=utf-8', body: served.html });
    } else {
      served.requests.push(url);
      await route.abort();
    }
  });
  return served;
}

const allowed = new Set(
  'HTML HEAD META TITLE LINK STYLE SCRIPT BODY HEADER MAIN FOOTER DIV H1 H2 P BDI DL DT DD UL LI A IMG'.split(
    ' ',
  ),
);

test('what is written into any field stays text', async ({ page }) => {
  test.setTimeout(600_000);
  const served = await watch(page);
  let checked = 0;
  for (const payload of payloads) {
    for (const { name, html, body } of hostilePages(payload)) {
      served.html = html;
      await page.goto(address);
      const found = await page.evaluate(() => ({
        hits: (globalThis as { hits?: number }).hits ?? 0,
        names: [...new Set([...document.querySelectorAll('*')].map(({ tagName }) => tagName))],
        texts: [...document.querySelectorAll('main bdi')].map(({ textContent }) => textContent),
        scripts: [...document.scripts].map(({ type }) => type),
        json: document.scripts[0]?.textContent ?? '',
        hrefs: [...document.querySelectorAll('a[href]')].map(
          (link) => (link as HTMLAnchorElement).protocol,
        ),
      }));
      const at = `${name}: ${payload}`;
      expect(found.hits, at).toBe(0);
      expect(found.texts, at).toEqual(textsOf(body));
      expect(
        found.names.filter((tag) => !allowed.has(tag)),
        at,
      ).toEqual([]);
      expect(found.scripts, at).toEqual(['application/ld+json']);
      expect(() => JSON.parse(found.json) as unknown, at).not.toThrow();
      expect(
        found.hrefs.filter((one) => !['https:', 'http:', 'mailto:'].includes(one)),
        at,
      ).toEqual([]);
      checked += 1;
    }
  }
  expect(served.requests).toEqual([]);
  expect(checked).toBe(payloads.length * 3);
  console.log(
    `${String(payloads.length)} payloads from ${String(first)}, ${String(checked)} pages`,
  );
});

test('pages have no barriers, on a screen and in print', async ({ page }) => {
  const served = await watch(page);
  const good = attributesWith('Lake levels');
  const source: PageSource = {
    doi: '10.5072/abc',
    attributes: good,
    versions: [],
    place: null,
    isPractice: true,
  };
  const template = { ...plainTemplate, institution: 'Institute', imprint: 'Institute, Zürich' };
  const setting = { template, sha256, metadataName: 'page.json' };
  const tombstone = {
    ...emptyTombstone,
    reason: 'spam',
    statement: 'It was advertising.',
  } as const;
  for (const html of [
    tombstonePage(source, tombstone, setting).html,
    landingPage(source, { language: 'en', itemUrl: 'https://a.example/1' }, setting).html,
  ]) {
    served.html = html;
    await page.goto(address);
    expect(await findBarriers(page)).toEqual([]);
    // The page's own policy lets its own style in.
    const width = await page.locator('main').evaluate((main) => getComputedStyle(main).maxWidth);
    expect(width).toBe('736px');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('h1').isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
  }
});
