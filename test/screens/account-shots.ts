import type { Shot } from './hub-shots.ts';

/** Accounts, where their passwords are kept, and the door while the app is locked. */
export const accountShots: readonly Shot[] = [
  { name: 'repository-production', hash: '#/repositories/nias' },
  {
    name: 'repository-remove',
    hash: '#/repositories/nias',
    act: async (page) => {
      await page.getByRole('button', { name: 'Remove the repository' }).click();
    },
  },
  {
    name: 'settings-passwords',
    hash: '#/settings',
    act: async (page) => {
      await page.getByRole('heading', { name: 'Passwords' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'settings-updates',
    hash: '#/settings',
    act: async (page) => {
      await page.getByRole('button', { name: 'Look now' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'locked-anew',
    hash: '#/settings',
    act: async (page) => {
      await page.getByRole('button', { name: 'Keep them elsewhere' }).click();
      await page.getByText('Behind a passphrase').click();
      await page.getByLabel('Passphrase', { exact: true }).fill('correct horse');
      await page.getByLabel('The passphrase again').fill('correct horse');
      await page.getByRole('button', { name: 'Move the passwords' }).click();
      await page.getByRole('button', { name: 'Lock now' }).click();
      await page.getByLabel('Passphrase').fill('wrong');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
    },
  },
];
