import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { landingPage, tombstonePage } from '#shared/removal/page-html.ts';
import type { PageSource } from '#shared/removal/page-parts.ts';
import { plainTemplate } from '#shared/removal/page-template.ts';
import { indexPage } from '#shared/removal/pages-index.ts';
import type { Tombstone } from '#shared/removal/tombstone.ts';
import { emptyTombstone } from '#shared/removal/tombstone.ts';
import { hostilePages, sha256 } from '../../doubles/hostile-pages.ts';
import { propertyRuns } from '../../property-runs.ts';
import { scriptPayloads } from '../../security/payloads.ts';

// The Nu HTML checker of the W3C over every kind of page, honest and hostile, in one run of its own; where there
// is no Java it is left out. `PROPERTY_RUNS` above 1000 takes all payloads.
const require = createRequire(import.meta.url);
const jar = require.resolve('vnu-jar/build/dist/vnu.jar');
/** The checker needs a deep stack; the rest halves the time that Java takes to begin. */
const quickStart = ['-Xss16m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
const hasJava = spawnSync('java', ['-version']).status === 0;
const payloads =
  propertyRuns > 1000 ? scriptPayloads : scriptPayloads.filter((_, at) => at % 128 === 0);

test.skipIf(!hasJava)(
  'pages are valid HTML, whatever is written into them',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'nu-'));
    const pages = [...honestPages(), ...payloads.flatMap(hostilePages).map(({ html }) => html)];
    for (const [at, html] of pages.entries()) {
      writeFileSync(join(folder, `page-${String(at)}.html`), html);
    }
    const options = ['--errors-only', '--format', 'json', '--skip-non-html', folder];
    const { stderr } = spawnSync('java', [...quickStart, '-jar', jar, ...options], {
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    expect((JSON.parse(stderr) as { messages: unknown[] }).messages).toEqual([]);
    console.log(`${String(pages.length)} pages, 0 errors`);
  },
  600_000,
);

function honestPages(): string[] {
  const source: PageSource = {
    doi: '10.5072/abc',
    attributes: {
      titles: [{ title: 'Lake levels & <tides>' }],
      creators: [{ name: 'Brunner, Lea', nameType: 'Personal' }],
      publisher: 'Institute',
      publicationYear: 2024,
      types: { resourceTypeGeneral: 'Dataset' },
      descriptions: [{ description: 'Daily means.', descriptionType: 'Abstract' }],
      rightsList: [{ rightsIdentifier: 'CC-BY-4.0' }],
    },
    versions: [{ doi: '10.5072/abd', title: 'Lake levels', version: '2' }],
    place: null,
    isPractice: false,
  };
  const tombstone: Tombstone = {
    ...emptyTombstone,
    reason: 'retracted',
    statement: 'It was found to be wrong, and its authors have retracted it.\nAll of it.',
    contact: 'data@example.org',
    decidedBy: 'Head',
    withdrawnDate: '2026-03-05',
    successorDoi: '10.5072/abd',
    successorRelation: 'IsObsoletedBy',
  };
  const template = {
    ...plainTemplate,
    institution: 'Institute',
    logo: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    imprint: 'Institute, Zürich',
    imprintUrl: 'https://institute.example.org/imprint',
    homeUrl: 'https://institute.example.org/',
  };
  const setting = { template, sha256, metadataName: 'a.json' };
  const variants: readonly Partial<Tombstone>[] = [
    {},
    { language: 'de' },
    { visibility: 'minimal' },
    { isTemporary: true, expectedBack: '2027-01-31' },
    { citation: 'Name withheld (2024). Lake levels.' },
  ];
  return [
    ...variants.map((more) => tombstonePage(source, { ...tombstone, ...more }, setting).html),
    ...(['en', 'de'] as const).map(
      (language) => landingPage(source, { language, itemUrl: 'https://a.example/1' }, setting).html,
    ),
    indexPage([{ doi: '10.5072/abc', heading: '<b>', day: '2026-03-05' }], template, {
      language: 'en',
      sha256,
    }),
  ];
}
