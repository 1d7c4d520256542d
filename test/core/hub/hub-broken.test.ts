import { afterEach, expect, it } from 'vitest';

import { openHubBench } from './hub-bench.ts';
import type { HubBench } from './hub-bench.ts';

let bench: HubBench;
afterEach(() => bench.close());

it('takes broken cards and answers as findings of their items', async () => {
  bench = await openHubBench();
  const bomb = `---\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
    .split('')
    .map(
      (name, at) =>
        `${name}: &${name} [${Array(9)
          .fill(`*${'abcdefghij'[at] ?? 'a'}`)
          .join(',')}]`,
    )
    .join('\n')}\n---\n# Bomb\n`;
  const texts = {
    'b/none': 'No front matter at all, only words.',
    'b/broken': '---\nlicense: [mit\ntags: {\n---\n# Broken\n\nSome text of it.',
    'b/bomb': bomb,
    'b/lists':
      '---\npretty_name: [One, Two]\nlicense: {a: mit}\ntags: solo\nlanguage: 7\ndatasets: {x: 1}\n---\n# Lists',
    'b/html':
      '---\nlicense: never-heard-of\n---\n# <script>alert(1)</script>Page\n\n<b>Bold</b> words of a description that is long enough.',
    'b/names':
      '---\npretty_name: 湖の水位\n---\n\n```bibtex\n@misc{x, author={王小明 and Łukasz Żółć and {Институт озёр}}, year={2020}\n@misc{y, title={broken\n```',
    'b/large': `---\nlicense: mit\n---\n# Large\n\n${'Words of a large card. '.repeat(220_000)}`,
    'b/huge': `# Huge\n${'x'.repeat(6_500_000)}`,
  };
  for (const [name, text] of Object.entries(texts)) {
    bench.hub.changes.create('dataset', name, {
      'README.md': { text },
      'CITATION.cff': { text: 'authors: [\n  - {name: 7}\n: :' },
    });
  }
  const { run, lines } = await bench.bringIn(
    Object.keys(texts)
      .map((name) => `datasets/${name}`)
      .join('\n'),
  );
  expect([run.status, run.newCount]).toEqual(['done', 7]);
  expect(lines.find(({ name }) => name === 'b/huge')?.message).toContain('larger than 6 MB');
  const codes = (name: string) => bench.item(name).findings.map(({ code }) => code);
  expect(codes('b/none')).toContain('card-front-matter-missing');
  expect(codes('b/broken')).toEqual(
    expect.arrayContaining(['card-front-matter-broken', 'hub-citation-file-broken']),
  );
  expect(JSON.stringify(bench.item('b/html').record?.attributes)).not.toContain('<script>');
  expect(bench.item('b/names').record?.attributes.creators?.map(({ name }) => name)).toHaveLength(
    3,
  );
}, 60_000);
