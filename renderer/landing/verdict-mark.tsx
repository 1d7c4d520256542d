import type { LandingVerdict } from '#shared/landing/codes.ts';
import { landingVerdictText } from '#shared/text/landing.en.ts';

import type { IconName } from '../components/icon.tsx';
import { Icon } from '../components/icon.tsx';

const icons: Readonly<Record<LandingVerdict, IconName>> = {
  good: 'good',
  incomplete: 'warning',
  broken: 'error',
  unsure: 'clock',
  unchecked: 'hint',
};

/** What the audit says of a page, by sign and word. */
export function VerdictMark({ verdict }: { readonly verdict: LandingVerdict }) {
  return (
    <span className={`line verdict verdict-${verdict}`}>
      <Icon name={icons[verdict]} />
      <span className="cut">{landingVerdictText[verdict]}</span>
    </span>
  );
}
