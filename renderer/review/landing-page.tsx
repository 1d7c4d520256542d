import type { ReviewDetail } from '#shared/contract/review-shapes.ts';
import { reviewScreenText as text } from '#shared/text/review-screen.en.ts';

import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

/** The page that the DOI will lead to, and what the audit saw there last. */
export function LandingPage({ draft }: { readonly draft: ReviewDetail }) {
  const { doi, state } = draft;
  const { url } = draft.attributes;
  const { data } = useQuery('landing.get', { doi });
  const look = useCommand('landing.start');
  const seen = data?.detail ?? null;
  return (
    <section className="section">
      <h3 className="section-title">{text.landing}</h3>
      {url == null || url === '' ? (
        <p className="soft">{text.noLanding}</p>
      ) : (
        <p className="review-break">
          <a href={url} target="_blank" rel="noreferrer">
            {url}
          </a>
        </p>
      )}
      {seen !== null && (
        <p className="line line-wrap">
          <Icon name={landingIcons[seen.verdict]} />
          {text.landingVerdicts[seen.verdict]} <TimeAgo at={seen.checkedAt} />
          <span className="small soft">{seen.findings.map(({ code }) => code).join(', ')}</span>
        </p>
      )}
      {seen !== null && seen.snippet !== '' && (
        <p className="small soft review-snippet">{seen.snippet}</p>
      )}
      {state === 'reserved' ? (
        <p className="small soft">{text.landingLater}</p>
      ) : (
        <Button isPending={look.pending} onPress={() => void look.run({ of: { dois: [doi] } })}>
          {text.lookAtPage}
        </Button>
      )}
      {look.error !== null && <p className="small">{look.error.message}</p>}
    </section>
  );
}

const landingIcons = {
  good: 'good',
  incomplete: 'warning',
  broken: 'error',
  unsure: 'clock',
  unchecked: 'clock',
} as const;
