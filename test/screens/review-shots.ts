import type { Shot } from './hub-shots.ts';

/** The screens of review. */
export const reviewShots: readonly Shot[] = [
  { name: 'review', hash: '#/review' },
  { name: 'review-draft', hash: '#/review/10.5072%2Fnias-4f2a-000001' },
  {
    name: 'review-consent',
    hash: '#/review',
    act: async (page) => {
      await page.getByRole('grid', { name: 'Drafts' }).focus();
      await page.keyboard.press('j');
      const item = page.getByRole('listitem').filter({ hasText: 'Consent of those named' });
      await item.getByRole('button', { name: 'Confirm' }).click();
    },
  },
  {
    name: 'review-twin',
    hash: '#/review',
    act: async (page) => {
      await page.getByRole('grid', { name: 'Drafts' }).focus();
      await page.keyboard.press('j');
      await page
        .getByRole('article')
        .getByRole('button', { name: /Decide/ })
        .first()
        .click();
      await page.getByRole('option', { name: 'A new version of it' }).click();
      await page.getByText('IsPreviousVersionOf').waitFor();
    },
  },
  {
    name: 'review-people',
    hash: '#/review',
    act: async (page) => {
      await page.getByRole('button', { name: /^You are/ }).click();
    },
  },
  {
    name: 'record-sheet',
    hash: '#/records/10.5072%2Fnias-4f2a-000004',
    act: async (page) => {
      await page.getByRole('button', { name: 'Cite', exact: true }).click();
      await page.getByRole('button', { name: /Form/ }).click();
      await page.getByRole('option', { name: 'Record sheet' }).click();
      await page.getByText('Print or save as PDF').waitFor();
    },
  },
];
