import { expect, it } from 'vitest';

import { bareConfig } from '#shared/hub/clone-address.ts';

it.each([
  ['https://user:hf_secret@huggingface.co/lakes/net', 'https://huggingface.co/lakes/net'],
  ['https://hf_secret@huggingface.co/lakes/net.git', 'https://huggingface.co/lakes/net.git'],
  ['https://a@b:hf_secret@huggingface.co/lakes/net', 'https://huggingface.co/lakes/net'],
  [
    'https://huggingface.co/lakes/net?token=hf_secret#hf_secret',
    'https://huggingface.co/lakes/net',
  ],
  ['git@hf.co:datasets/lakes/levels', 'git@hf.co:datasets/lakes/levels'],
])('leaves of a clone’s configuration only the bare address: %s', (url, bare) => {
  const config = `[core]\n\teditor = x\n[remote "origin"]\n\turl = ${url}\n[http]\n\textraHeader = Authorization: hf_secret\n`;
  expect(bareConfig(config)).toBe(`[remote "origin"]\n\turl = ${bare}\n`);
});

it('leaves nothing of one without an address', () => {
  expect(bareConfig('[core]\n\turl2 = hf_secret\n')).toBe('');
});
