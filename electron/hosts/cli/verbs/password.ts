import { reveal } from '#shared/support/secret.ts';
import { text } from '#shared/text/command-line.en.ts';
import { findRepository } from '../find.ts';
import { askSecret } from '../prompt.ts';
import type { RunVerb } from '../verb.ts';
import { WrongUse } from '../verb.ts';

/** Keeps a password or API key in the vault, then checks it without side effects. */
export const run: RunVerb = async ({ words, options, output, openCore }) => {
  const { client } = await openCore();
  const { id, clientId } = await findRepository(client, words[0] ?? '');
  const secret = await askSecret(text.askPassword(clientId));
  if (secret === null) throw new WrongUse(text.noPasswordGiven);
  const credential = options.has('api-key') ? 'api-key' : 'password';
  const given = { id, secret: reveal(secret), credential } as const;
  const { vaultStrength } = await client.call('repositories.setCredential', given);
  if (vaultStrength === 'session') output.say(text.lastsForSession);
  const { outcome, message } = await client.call('repositories.check', { id });
  output.line({ repository: id, outcome });
  output.say(message);
  return outcome === 'works' ? 0 : 1;
};
