import { afterEach, expect, it } from 'vitest';

import { card, eventsByItem, openHubBench } from './hub-bench.ts';
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
    'b/deep': `---\nlicense: mit\nx: ${'['.repeat(6000)}\n---\n# Deep`,
    'b/steps': `---\nlicense: mit\nx: ${'['.repeat(100)}${']'.repeat(100)}\n---\n# Steps`,
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
  expect([run.status, run.newCount]).toEqual(['done', 9]);
  expect(lines.find(({ name }) => name === 'b/huge')?.message).toContain('larger than 6 MB');
  const codes = (name: string) => bench.item(name).findings.map(({ code }) => code);
  expect(codes('b/none')).toContain('card-front-matter-missing');
  for (const name of ['b/deep', 'b/steps']) {
    const deep = bench.item(name).findings.find(({ code }) => code === 'card-front-matter-broken');
    expect(deep?.message).toContain('it is nested too deeply.');
  }
  expect(codes('b/broken')).toEqual(
    expect.arrayContaining(['card-front-matter-broken', 'hub-citation-file-broken']),
  );
  expect(JSON.stringify(bench.item('b/html').record?.attributes)).not.toContain('<script>');
  expect(bench.item('b/names').record?.attributes.creators?.map(({ name }) => name)).toHaveLength(
    3,
  );
}, 60_000);

type Answer = Readonly<Record<string, unknown>>;
const without =
  (...members: readonly string[]) =>
  (answer: Answer): unknown =>
    Object.fromEntries(Object.entries(answer).filter(([name]) => !members.includes(name)));
const everything =
  (value: unknown) =>
  (answer: Answer): unknown =>
    Object.fromEntries(
      Object.entries(answer).map(([name, told]) => [name, name === 'id' ? told : value]),
    );

/** What a hub may answer about an item; `false`: so little that nothing is known of it. */
const answers: readonly (readonly [isItem: boolean, change: (answer: Answer) => unknown])[] = [
  ...[
    'siblings',
    'cardData',
    'sha',
    'author',
    'tags',
    'createdAt',
    'lastModified',
    '_id',
    'gated',
  ].map((member) => [true, without(member)] as const),
  [true, ({ id }) => ({ id })],
  ...[null, 0, 'x'.repeat(10_000), [], [{}], { id: 7 }, -1].map(
    (value) => [true, everything(value)] as const,
  ),
  [true, (answer) => ({ ...answer, ...{ spaces: [{}], constructor: 7, next: { deep: [[]] } } })],
  [false, without('id')],
  [false, (answer) => ({ ...answer, id: '../../etc/passwd' })],
  ...[null, 7, 'words', [], {}, { error: 'no' }].map((value) => [false, () => value] as const),
];

it('makes a finding of every answer that has members missing or wrong, and never stops for one', async () => {
  let isSpoilt = true;
  bench = await openHubBench({}, (path, body) => {
    if (!isSpoilt) return null;
    const at = Number(/^\/api\/datasets\/s-(\d+)\/item$/.exec(path)?.[1] ?? -1);
    const change = answers[at]?.[1];
    if (change !== undefined) return JSON.stringify(change(JSON.parse(body) as Answer));
    // Whatever is asked about the last of them: a page of a proxy that wants a name and a password.
    return path.includes(`/s-${answers.length}/`) ? '<html>Sign in</html>' : null;
  });
  const names = [...answers.map((_, at) => `s-${at}/item`), `s-${answers.length}/item`];
  for (const name of names)
    bench.hub.changes.create('dataset', name, { 'README.md': { text: card(name) } });
  const { run, lines } = await bench.bringIn(names.map((name) => `datasets/${name}`).join('\n'));
  expect(bench.test.ports.logged.filter(({ level }) => level === 'error')).toEqual([]);
  expect(run).toMatchObject({ status: 'done', failure: null });
  const isNew = names.map((name) => lines.find((line) => line.name === name)?.status === 'new');
  expect(isNew).toEqual([...answers.map(([isItem]) => isItem), false]);
  for (const { status, message } of lines)
    if (status === 'failed') expect(message).toContain('something that is no metadata');
  // What was not told stays what the card says; nothing is made up for it.
  for (const name of names.filter((_, at) => isNew[at])) {
    const { record } = bench.item(name);
    expect(record?.attributes.titles?.[0]?.title, name).toBe(name);
    expect(record?.attributes.creators?.length, name).toBe(2);
  }
  // Brought in whole and spoilt afterwards, none of them is taken for gone, renamed or changed.
  isSpoilt = false;
  await bench.bringIn(names.map((name) => `datasets/${name}`).join('\n'));
  isSpoilt = true;
  const { failure, checkedCount } = await bench.watch();
  expect([failure, checkedCount]).toEqual([null, names.length]);
  expect(eventsByItem(bench)).toEqual({});
});
