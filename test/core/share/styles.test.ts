import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { saveRecords } from '#core/records/save-records.ts';
import { createShareHandlers } from '#core/share/share-handlers.ts';
import { recordInput } from '../fixtures/record-input.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';

let test: TestContext;
let csl: string;
let handlers: ReturnType<typeof createShareHandlers>;

beforeAll(async () => {
  test = openTestContext();
  const file = new URL(
    '../../../electron/core/citation/styles/chicago-note-bibliography.json',
    import.meta.url,
  );
  csl = (JSON.parse(await readFile(file, 'utf8')) as { content: string }).content;
  const attributes = {
    ...{ titles: [{ title: 'Lake levels' }], creators: [{ name: 'Roe, Jane' }] },
    ...{ publisher: { name: 'Institute' }, publicationYear: 2024 },
  };
  saveRecords(test.context, [recordInput('10.5072/a', { attributes })], {
    ...{ kind: 'import', reason: null },
  });
  handlers = createShareHandlers(test.context, () => null);
});
afterAll(() => test.dispose());

const cite = async (part: { style: string | null; csl?: string }) =>
  handlers['share.record']({ doi: '10.5072/a', which: 'this', form: 'how-to-cite', ...part });

describe('a citation style that somebody adds', () => {
  it('is kept under its title, cites, and is gone when it is taken away', async () => {
    const style = await handlers['share.addStyle']({ csl });
    expect(style.title).toContain('Chicago');
    expect(await handlers['share.addStyle']({ csl })).toEqual(style);
    expect(handlers['share.styles']({})).toEqual({ styles: [style] });
    const { text } = await cite({ style: style.name });
    expect(text).toMatch(/^Roe, Jane\. “\[PRACTICE\] Lake Levels/);
    expect(text).toContain('https://practice.invalid/10.5072/a');
    await handlers['share.removeStyle']({ name: style.name });
    expect(handlers['share.styles']({})).toEqual({ styles: [] });
  });

  it('is used once without being kept, as the command line does', async () => {
    expect((await cite({ style: null, csl })).text).toMatch(/^Roe, Jane\./);
    expect(handlers['share.styles']({})).toEqual({ styles: [] });
  });

  it.each([
    ['no XML', 'nothing'],
    ['another format', '<html/>'],
    ['a style without a bibliography', csl0('')],
    ['a style that only points at another', csl0('<link rel="independent-parent"/>')],
    ['entities', `<!DOCTYPE style [<!ENTITY a "b">]>${csl0('<bibliography/>')}`],
    ['a bibliography without a layout', csl0('<bibliography/>')],
  ])('is refused when it is %s', async (_, text) => {
    await expect(handlers['share.addStyle']({ csl: text })).rejects.toMatchObject({
      code: 'VALIDATION',
    });
    expect(handlers['share.styles']({})).toEqual({ styles: [] });
  });
});

function csl0(body: string): string {
  return `<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note"><info><title>T</title></info>${body}</style>`;
}
