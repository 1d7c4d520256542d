import { reviewCliText as text } from '#shared/text/review-cli.en.ts';
import { keyPassphrase } from '../key-passphrase.ts';
import type { RunVerb } from '../verb.ts';
import { WrongUse } from '../verb.ts';

const shortestPassphrase = 8;

export const run: RunVerb = async ({ words, options, output, openCore }) => {
  const name = words[0] ?? '';
  const publicKey = options.text('key');
  const { client } = await openCore();
  const add = async () => {
    if (publicKey !== null) return client.call('stewards.add', { name, publicKey });
    const passphrase = await keyPassphrase(name);
    if (passphrase.length < shortestPassphrase) throw new WrongUse(text.noPassphrase);
    return client.call('stewards.create', { name, passphrase });
  };
  const steward = await add();
  output.line({
    name,
    fingerprint: steward.fingerprint,
    publicKey: steward.publicKey,
    canSign: steward.canSign,
  });
  output.say(text.added(name, steward.fingerprint, steward.publicKey));
  return 0;
};
