import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';

import type { WireFinding } from '#shared/contract/define.ts';
import type { EditDetail } from '#shared/contract/edits.ts';
import { formProperties } from '#shared/edits/form-layout.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { editFormText as text } from '#shared/text/edit-form.en.ts';
import { formatCount } from '#shared/text/format.ts';
import { severityText } from '#shared/text/states.en.ts';

import { ChangeView } from '../components/change-view.tsx';
import { CodeView } from '../components/code-view.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Icon } from '../components/icon.tsx';
import { Notice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { listEdits } from '../records/list-differences.ts';
import { RecordHistory } from '../records/record-history.tsx';
import { RecordPayload } from '../records/record-payload.tsx';
import { useQuery } from '../store/use-query.ts';
import { fieldOf, useEditForm } from './edit-context.ts';
import { EditLinks } from './edit-links.tsx';
import { FixButton } from './field-findings.tsx';

interface Props {
  readonly detail: EditDetail;
  readonly attributes: Attributes;
  readonly findings: readonly WireFinding[];
  readonly onGoTo: (finding: WireFinding) => void;
}

/** What the edit means, beside the form: findings, differences, request, citation, links, history. */
export function EditAside({ detail, attributes, findings, onGoTo }: Props) {
  const differences = listEdits(attributes, detail.base);
  const tabs = (['findings', 'changes', 'payload', 'citation', 'links', 'history'] as const).filter(
    (tab) => tab !== 'history' || !detail.isNew,
  );
  const counts = { findings: findings.length, changes: differences.length };
  return (
    <aside className="edit-aside" aria-label={text.asideLabel}>
      <Tabs className="panel-tabs">
        <TabList className="tablist" aria-label={text.asideLabel}>
          {tabs.map((tab) => (
            <Tab key={tab} id={tab} className="tab">
              {text.tabs[tab]}{' '}
              {(tab === 'findings' || tab === 'changes') && counts[tab] > 0 && (
                <span className="tab-count">{formatCount(counts[tab])}</span>
              )}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="findings" className="panel-body tabpanel">
          <EditFindings findings={findings} isNew={detail.isNew} onGoTo={onGoTo} />
        </TabPanel>
        <TabPanel id="changes" className="panel-body tabpanel">
          {differences.length === 0 ? (
            <p className="soft">{text.noChanges}</p>
          ) : (
            <div className="stack">
              <h3 className="unseen">{text.tabs.changes}</h3>
              {differences.map(({ path, here, there }) => (
                <ChangeView
                  key={path}
                  path={path}
                  before={there}
                  after={here}
                  beforeLabel={text.inRecord}
                  afterLabel={text.inEdit}
                />
              ))}
            </div>
          )}
        </TabPanel>
        <TabPanel id="payload" className="panel-body tabpanel">
          <RecordPayload doi={detail.key} isEdit />
        </TabPanel>
        <TabPanel id="citation" className="panel-body tabpanel">
          <EditCitation editKey={detail.key} />
        </TabPanel>
        <TabPanel id="links" className="panel-body tabpanel">
          <EditLinks attributes={attributes} doi={detail.doi} />
        </TabPanel>
        {!detail.isNew && detail.doi !== null && (
          <TabPanel id="history" className="panel-body tabpanel">
            <RecordHistory doi={detail.doi} />
          </TabPanel>
        )}
      </Tabs>
    </aside>
  );
}

const rank = { error: 0, warning: 1, hint: 2 } as const;

interface FindingsProps extends Pick<Props, 'findings' | 'onGoTo'> {
  readonly isNew: boolean;
}

function EditFindings({ findings, isNew, onGoTo }: FindingsProps) {
  const { applyFix } = useEditForm();
  if (findings.length === 0) return <Notice kind="good" title={text.noFindings} />;
  const sorted = findings.toSorted((one, other) => rank[one.severity] - rank[other.severity]);
  return (
    <ul className="findings">
      {sorted.map((finding, at) => (
        <li key={`${finding.code} ${at}`} className={`finding finding-${finding.severity}`}>
          <Icon name={finding.severity} />
          <div className="finding-text">
            <p>
              <span className="unseen">{severityText[finding.severity].label}: </span>
              <span className="strong">{finding.message}</span>
            </p>
            {finding.remedy !== undefined && <p>{finding.remedy}</p>}
            {finding.why !== undefined && <p className="soft small">{finding.why}</p>}
            <p className="line">
              {isInForm(finding, isNew) ? (
                <button type="button" className="fold mono" onClick={() => onGoTo(finding)}>
                  <span className="unseen">{text.goTo('')}</span>
                  {finding.path}
                </button>
              ) : (
                <span className="mono soft small">{finding.path}</span>
              )}
              {finding.fix !== undefined && <FixButton finding={finding} onApply={applyFix} />}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Whether there is a field to go to. A DOI is chosen only once. */
function isInForm(finding: WireFinding, isNew: boolean): boolean {
  const [property = ''] = fieldOf(finding).split('.');
  return formProperties.includes(property) || (isNew && property === 'doi');
}

function EditCitation({ editKey }: { readonly editKey: string }) {
  const citation = useQuery('edits.citation', { key: editKey }, { keepPrevious: true });
  if (citation.error !== undefined) return <ErrorNotice error={citation.error} />;
  if (citation.data === undefined) return <Skeleton lines={6} />;
  return (
    <div className="stack">
      <section>
        <h3 className="section-title">{text.asCited}</h3>
        <p className="line">
          <span className="fact-text">{citation.data.text}</span>
          <CopyButton text={citation.data.text} what={text.asCited} />
        </p>
      </section>
      <section>
        <h3 className="section-title">{text.bibtex}</h3>
        <CodeView text={citation.data.bibtex} what={text.bibtex} />
      </section>
    </div>
  );
}
