import { useState } from 'react';

import type { LandingDetail } from '#shared/contract/landing.ts';
import type { LandingCode } from '#shared/landing/codes.ts';
import { landingChecks, landingCodes } from '#shared/landing/codes.ts';
import {
  landingCheckText,
  landingCodeText,
  landingOutcomeText,
  landingText as text,
} from '#shared/text/landing.en.ts';
import { formatDateTime } from '#shared/text/format.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { DoiName } from '../components/doi-name.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Icon } from '../components/icon.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Notice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { RecordRemoval } from '../removal/record-removal.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { AcceptDialog } from './accept-dialog.tsx';
import { SendAgain } from './send-again.tsx';
import { VerdictMark } from './verdict-mark.tsx';

/** One landing page: what was found, the guideline checks, and the evidence. */
export function LandingPanel({ doi }: { readonly doi: string }) {
  const { data, error } = useQuery('landing.get', { doi }, { keepPrevious: true });
  const start = useCommand('landing.start');
  if (error !== undefined) return <ErrorNotice error={error} />;
  if (data === undefined) return <Skeleton lines={8} />;
  const { detail } = data;
  return (
    <>
      <header className="panel-head">
        <div className="panel-title">
          <h2 className="title">{detail?.title ?? doi}</h2>
          <p className="line line-wrap soft">
            <DoiName doi={doi} />
            {detail !== null && <VerdictMark verdict={detail.verdict} />}
          </p>
        </div>
        <IconButton
          icon="close"
          label={text.close}
          onPress={() => goTo({ screen: 'landing', doi: null }, 'replace')}
        />
      </header>
      <div className="panel-body landing-panel">
        <div className="line line-wrap">
          <Button
            icon="retry"
            isPending={start.pending}
            onPress={() => void start.run({ of: { dois: [doi] } })}
          >
            {text.checkAgain}
          </Button>
          <Button onPress={() => goTo({ screen: 'records', doi })}>{text.openRecord}</Button>
          {detail !== null && /^https?:/.test(detail.url) && (
            <a href={detail.url} target="_blank" rel="noreferrer">
              {text.openPage}
            </a>
          )}
        </div>
        {start.error !== null && <ErrorNotice error={start.error} />}
        {detail?.findings.some(({ code }) => code.startsWith('resolver-')) === true && (
          <SendAgain key={doi} doi={doi} />
        )}
        {detail?.verdict === 'broken' && <RecordRemoval doi={doi} origin="audit" />}
        {detail === null ? (
          <EmptyState icon="link" title={text.noDetail} />
        ) : (
          <Seen detail={detail} />
        )}
      </div>
    </>
  );
}

function Seen({ detail }: { readonly detail: LandingDetail }) {
  return (
    <>
      {detail.isOutdated && <Notice kind="warning" title={text.outdated} />}
      {detail.strikes > 0 && <Notice kind="hint" title={text.strikes(detail.strikes)} />}
      <h3>{text.findings}</h3>
      <FoundList detail={detail} />
      <h3>{text.checks}</h3>
      <ul className="landing-checks">
        {landingChecks.map((name) => {
          const outcome = detail.checks[name];
          return (
            <li key={name} className={`landing-check outcome-${outcome}`}>
              <Icon name={outcomeIcons[outcome]} />
              <span>{landingCheckText[name]}</span>
              <span className="soft">{landingOutcomeText[outcome]}</span>
            </li>
          );
        })}
      </ul>
      <p className="small soft">{text.source}</p>
      <h3>{text.way}</h3>
      <ol className="landing-way">
        {detail.hops.map((hop, index) => (
          <li key={`${index} ${hop.url}`}>
            <span className="mono">{hop.status}</span>{' '}
            <span className="landing-url">{hop.url}</span>
          </li>
        ))}
      </ol>
      {detail.snippet !== '' && (
        <>
          <h3>{text.evidence}</h3>
          <blockquote className="landing-snippet">{detail.snippet}</blockquote>
        </>
      )}
      <h3>{text.over}</h3>
      <ul className="landing-over">
        {detail.changes.map((change) => (
          <li key={change.at} className="line line-wrap">
            <span className="soft">{formatDateTime(change.at)}</span>
            <VerdictMark verdict={change.verdict} />
            <span className="soft">
              {change.codes.map((code) => landingCodeText[code].name).join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

const outcomeIcons = {
  met: 'good',
  partly: 'warning',
  'not-met': 'error',
  'not-seen': 'minus',
} as const;
const effectIcons = {
  broken: 'error',
  lacks: 'warning',
  unsure: 'clock',
  unchecked: 'hint',
  note: 'hint',
} as const;
const kinds = {
  broken: 'error',
  lacks: 'warning',
  unsure: 'warning',
  unchecked: 'hint',
  note: 'hint',
};

function FoundList({ detail }: { readonly detail: LandingDetail }) {
  const [chosen, setChosen] = useState<LandingCode | null>(null);
  const accept = useCommand('landing.accept');
  if (detail.findings.length === 0) return <Notice kind="good" title={text.nothingWrong} />;
  return (
    <>
      {accept.error !== null && <ErrorNotice error={accept.error} />}
      <ul className="findings">
        {detail.findings.map(({ code, detail: more }) => {
          const { effect } = landingCodes[code];
          const accepted = detail.accepted.find((one) => one.code === code);
          return (
            <li key={code} className={`finding finding-${kinds[effect]}`}>
              <Icon name={effectIcons[effect]} />
              <div className="finding-text">
                <p className="small soft">{landingCodeText[code].name}</p>
                <p className="strong landing-url">{landingCodeText[code].sentence(more)}</p>
                <p>
                  {accepted === undefined
                    ? landingCodeText[code].remedy
                    : text.accepted(accepted.note)}
                </p>
              </div>
              {accepted !== undefined ? (
                <Button
                  kind="plain"
                  onPress={() => void accept.run({ doi: detail.doi, code, note: null })}
                >
                  {text.takeBack}
                </Button>
              ) : effect === 'note' ? null : (
                <Button kind="plain" onPress={() => setChosen(code)}>
                  {text.accept}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {chosen !== null && (
        <AcceptDialog doi={detail.doi} code={chosen} onClose={() => setChosen(null)} />
      )}
    </>
  );
}
