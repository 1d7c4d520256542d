import type { PreviewItem } from '#shared/contract/collections.ts';
import { lineStatusText, wizardText as text } from '#shared/text/collections.en.ts';
import { recordsText } from '#shared/text/records.en.ts';

import { DoiName } from '../../components/doi-name.tsx';
import { FindingList } from '../../components/finding-list.tsx';
import { Icon } from '../../components/icon.tsx';
import { Notice } from '../../components/notice.tsx';
import { summariseAttributes } from '../../records/summarise-attributes.ts';

/** One item of the source: its record on the left, its findings on the right. */
export function PreviewCard({ item }: { readonly item: PreviewItem }) {
  const facts = item.attributes === null ? [] : summariseAttributes(item.attributes);
  const place = item.row === null ? item.source : text.row(item.row);
  return (
    <li className="preview">
      <div className="preview-record">
        <p className="line small soft">
          <span className="cut">{place}</span>
          <span className={`line-status line-${item.outcome}`}>{lineStatusText[item.outcome]}</span>
        </p>
        <h3 className="preview-title">{item.title ?? item.key ?? recordsText.untitled}</h3>
        {item.doi !== null && <DoiName doi={item.doi} />}
        <dl className="facts preview-facts">
          {facts.map((fact) => (
            <div key={fact.name} className="fact">
              <dt>{fact.name}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="preview-findings">
        {item.failure !== null && (
          <Notice kind="error" title={item.failure.message}>
            {item.failure.nextStep !== null && <p className="soft">{item.failure.nextStep}</p>}
          </Notice>
        )}
        {item.findings.length > 0 && <FindingList findings={item.findings} foldHints />}
        {item.findings.length === 0 && item.failure === null && (
          <p className="line need-good">
            <Icon name="good" />
            {text.ready}
          </p>
        )}
      </div>
    </li>
  );
}
