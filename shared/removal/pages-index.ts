import { pageWords } from '../text/removal-pages.ts';
import { Html, html, isolated } from './html.ts';
import { pageName } from './page-name.ts';
import type { PageTemplate } from './page-template.ts';
import { pageStyle } from './page-template.ts';

export interface IndexEntry {
  readonly doi: string;
  readonly heading: string;
  /** `YYYY-MM-DD` of the last change; '' when unknown. */
  readonly day: string;
}

/** The page that lists all others, in the order of their DOIs. */
export function indexPage(
  entries: readonly IndexEntry[],
  template: PageTemplate,
  what: { readonly language: 'en' | 'de'; readonly sha256: (text: string) => string },
): string {
  const style = pageStyle(template.accent);
  const words = pageWords[what.language];
  const policy = `default-src 'none'; style-src 'sha256-${what.sha256(style)}'; base-uri 'none'; form-action 'none'`;
  return html`<!DOCTYPE html>
<html lang="${what.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${words.tombstones}</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
<h1>${words.tombstones}</h1>
<ul>
${sorted(entries).map(
  ({
    doi,
    heading,
  }) => html`<li><a href="${pageName(doi)}.html">${isolated(heading || doi)}</a> (${isolated(doi)})</li>
`,
)}</ul>
</main>
</body>
</html>
`.text;
}

/** All pages for search engines and harvesters (sitemaps.org 0.9). `base` ends with a slash. */
export function sitemap(entries: readonly IndexEntry[], base: string): string {
  const urls = sorted(entries).map(
    ({ doi, day }) =>
      html`<url><loc>${base}${pageName(doi)}.html</loc>${day === '' ? null : html`<lastmod>${day}</lastmod>`}</url>
`,
  );
  return html`${new Html('<?xml version="1.0" encoding="UTF-8"?>')}
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls}</urlset>
`.text;
}

function sorted(entries: readonly IndexEntry[]): IndexEntry[] {
  return [...entries].sort((one, other) =>
    one.doi < other.doi ? -1 : Number(one.doi > other.doi),
  );
}
