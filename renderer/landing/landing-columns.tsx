import type { LandingRow } from '#shared/contract/landing.ts';
import { landingCodeText, landingText as text } from '#shared/text/landing.en.ts';

import type { GridColumn } from '../components/data-grid.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { VerdictMark } from './verdict-mark.tsx';

export const landingColumns: readonly GridColumn<LandingRow>[] = [
  {
    id: 'verdict',
    title: text.verdict,
    track: '10.5rem',
    cell: ({ verdict }) => <VerdictMark verdict={verdict} />,
  },
  {
    id: 'record',
    title: text.record,
    track: 'minmax(11rem, 3fr)',
    cell: ({ title, doi }) => (
      <span className="cut" title={`${title ?? ''}\n${doi}`}>
        {title ?? doi}
      </span>
    ),
  },
  {
    id: 'finding',
    title: text.finding,
    track: 'minmax(9rem, 3fr)',
    fromWidth: 520,
    cell: ({ findings }) => {
      const names = findings.map(({ code }) => landingCodeText[code].name).join(', ');
      return (
        <span className="cut" title={names}>
          {names}
        </span>
      );
    },
  },
  {
    id: 'host',
    title: text.host,
    track: 'minmax(7rem, 2fr)',
    fromWidth: 760,
    cell: ({ host, url }) => (
      <span className="cut soft" title={url}>
        {host}
      </span>
    ),
  },
  {
    id: 'checked',
    title: text.checked,
    track: '8rem',
    fromWidth: 900,
    cell: ({ checkedAt }) => (
      <span className="cut soft">
        <TimeAgo at={checkedAt} />
      </span>
    ),
  },
];
