import { textOf } from '../../values/tolerant.ts';
import { datesOf, isWithdrawn } from '../record-view.ts';
import type { Rule } from '../rule.ts';
import { sources } from '../rule.ts';

const shortStatement = 40;

/** Records of items that are gone (E29-E35, E44). */
export const removalRules: readonly Rule[] = [
  {
    code: 'withdrawn-not-registered',
    requirements: ['E34'],
    source: sources.bestPractices,
    aim: 'shareable',
    severity: 'warning',
    gate: 'asks',
    why: 'The DOI of a removed item keeps resolving but leaves the search: its state is Registered.',
    remedy: 'Hide the record; its tombstone page stays reachable.',
    reads: ['dates'],
    check: ({ attributes, context }, hit) => {
      if (context.state === 'findable' && isWithdrawn(attributes))
        hit('dates', 'The item is withdrawn, but the record is findable.');
    },
  },
  {
    code: 'withdrawn-without-reason',
    requirements: ['E33', 'E44'],
    source: sources.bestPractices,
    aim: 'documented',
    severity: 'warning',
    gate: 'asks',
    why: 'A tombstone states the circumstances of the removal.',
    remedy: `Give the reason in the information of the Withdrawn date, in ${shortStatement} characters or more.`,
    reads: ['dates'],
    check: ({ attributes }, hit) => {
      datesOf(attributes).forEach(({ dateType, dateInformation }, index) => {
        if (dateType !== 'Withdrawn') return;
        const reason = textOf(dateInformation);
        if (reason.length < shortStatement) {
          const said =
            reason === ''
              ? 'no reason is given'
              : `the reason has only ${reason.length} characters`;
          hit(`dates[${index}].dateInformation`, `The item is withdrawn, and ${said}.`);
        }
      });
    },
  },
  {
    code: 'withdrawn-url-content',
    requirements: ['E35', 'E32'],
    source: sources.bestPractices,
    aim: 'shareable',
    severity: 'warning',
    gate: 'asks',
    why: 'After a removal the DOI leads to a tombstone page; a hub or a file store shows an error instead.',
    remedy: 'Publish a tombstone page, and set the landing page to it.',
    reads: ['dates', 'url'],
    check: ({ attributes, landing, url, context }, hit) => {
      if (landing === null || !isWithdrawn(attributes)) return;
      const isContent =
        landing.isFile || landing.hostClass === 'hub' || landing.hostClass === 'file-store';
      const isUnchanged = textOf(context.published?.url) === url && context.state === 'registered';
      if (isContent)
        hit('url', `The item is withdrawn, but the landing page is still on ${landing.host}.`);
      else if (isUnchanged && !/tombstone|withdrawn|removed|deleted/i.test(url)) {
        hit('url', 'The item is withdrawn, but the landing page has not changed.');
      }
    },
  },
  {
    code: 'withdrawn-date-missing',
    requirements: ['E44', 'E29'],
    source: sources.bestPractices,
    aim: 'documented',
    severity: 'warning',
    gate: 'none',
    why: 'The title says that the item is gone; the date of the type Withdrawn says so to machines.',
    remedy: 'Add a date of the type Withdrawn, with the reason.',
    reads: ['titles', 'dates'],
    check: ({ title, attributes }, hit) => {
      if (
        /^\W*(?:withdrawn|retracted|deleted|removed|deaccessioned|tombstone)\b/i.test(title) &&
        !isWithdrawn(attributes)
      ) {
        hit(
          'dates',
          'The title says that the item is gone, but there is no date of the type Withdrawn.',
        );
      }
    },
  },
];
