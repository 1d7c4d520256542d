import type { Page } from 'playwright-core';

import type { FixtureOptions } from '../renderer/fixture/fixture-core.ts';

/** One picture: where, over which invented ledger, and what a person does first. */
export interface Shot {
  readonly name: string;
  readonly hash: string;
  readonly scene?: FixtureOptions['scene'];
  readonly act?: (page: Page) => Promise<void>;
}

/** Screens and dialogs of hubs. */
export const hubShots: readonly Shot[] = [
  { name: 'hub-item', hash: '#/hub/items/1' },
  {
    name: 'hub-authors',
    hash: '#/hub/items/1',
    act: async (page) => {
      await page.getByRole('button', { name: 'Begin with the 2 names of the card' }).click();
      await page.getByText('For the hub’s field of authors').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'hub-dois',
    hash: '#/hub/items/1',
    act: async (page) => {
      await page.getByRole('tab', { name: 'DOIs' }).click();
    },
  },
  {
    name: 'hub-generation',
    hash: '#/hub/items/1',
    act: async (page) => {
      await page.getByRole('tab', { name: 'DOIs' }).click();
      await page.getByRole('button', { name: /^Generate a/ }).click();
      await page.getByText('The terms as they were read').click();
    },
  },
  {
    name: 'hub-mint',
    hash: '#/hub/items/1',
    act: async (page) => {
      await page.getByRole('tab', { name: 'DOIs' }).click();
      await page.getByRole('button', { name: 'DOI under our own prefix …' }).click();
    },
  },
  {
    name: 'hub-owners',
    hash: '#/hub/hubs',
    act: async (page) => {
      await page.getByText('Organisations and their ROR ids').click();
      await page.getByRole('button', { name: 'ROR id of oberwald …' }).click();
    },
  },
  {
    name: 'hub-bring-in',
    hash: '#/hub/items',
    act: async (page) => {
      await page.getByRole('button', { name: 'Bring in …' }).first().click();
    },
  },
  { name: 'hub-events', hash: '#/hub/events' },
  { name: 'hub-hubs', hash: '#/hub/hubs' },
  { name: 'hub-rules', hash: '#/hub/rules' },
];
