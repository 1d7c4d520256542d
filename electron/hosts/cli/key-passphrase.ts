import { reveal } from '#shared/support/secret.ts';
import { reviewCliText as text } from '#shared/text/review-cli.en.ts';
import { askSecret } from './prompt.ts';
import { WrongUse } from './verb.ts';

/** The passphrase of somebody's signing key: of the environment, else asked for. Never an argument. */
export async function keyPassphrase(name: string): Promise<string> {
  const given = process.env['STEWARD_KEY_PASSPHRASE'];
  if (given !== undefined && given !== '') return given;
  const asked = await askSecret(text.askPassphrase(name));
  if (asked === null) throw new WrongUse(text.noPassphrase);
  return reveal(asked);
}
