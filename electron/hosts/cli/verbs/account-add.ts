import { Secret, reveal } from '#shared/support/secret.ts';
import { accountVerbText as text } from '#shared/text/account-verbs.en.ts';
import { text as shared } from '#shared/text/command-line.en.ts';
import { askSecret } from '../prompt.ts';
import type { RunVerb } from '../verb.ts';
import { WrongUse } from '../verb.ts';

/** Puts an account into the ledger and its password into the vault, then checks it without side effects. */
export const run: RunVerb = async ({ words, options, output, openCore }) => {
  const clientId = words[0] ?? '';
  const environment = environmentOf(options.required('environment'));
  const endpoint = options.text('endpoint');
  if (environment === 'custom' && endpoint === null) throw new WrongUse(text.endpointMissing);
  const isObserved = options.has('observe');
  const password = isObserved ? null : await passwordOf(clientId);
  if (!isObserved && password === null) throw new WrongUse(shared.noPasswordGiven);
  const { client } = await openCore();
  const added = await client.call('repositories.add', {
    name: options.text('name') ?? clientId,
    environment,
    clientId,
    ...(endpoint === null ? {} : { endpoint }),
    ...(password === null ? {} : { password: reveal(password) }),
    credential: options.has('api-key') ? 'api-key' : 'password',
    access: isObserved ? 'observe' : 'write',
  });
  const { id } = added;
  if (!isObserved && added.vaultStrength === 'session') output.say(shared.lastsForSession);
  if (isObserved) {
    output.line({ repository: id, outcome: null });
    output.say(text.added(id));
    return 0;
  }
  const { outcome, message } = await client.call('repositories.check', { id });
  output.line({ repository: id, outcome });
  output.say(outcome === 'unreachable' ? text.addedUnchecked(id) : text.added(id));
  output.say(message);
  return outcome === 'works' ? 0 : 1;
};

function environmentOf(given: string): 'production' | 'test' | 'custom' {
  if (given === 'production' || given === 'test' || given === 'custom') return given;
  throw new WrongUse(text.environments(given));
}

async function passwordOf(clientId: string): Promise<Secret | null> {
  const given = process.env['STEWARD_PASSWORD'];
  return given === undefined || given === ''
    ? await askSecret(shared.askPassword(clientId))
    : new Secret(given);
}
