import type { Finding } from '#shared/findings/finding.ts';
import { checkRecord } from '#shared/findings/check-record.ts';
import { checkGuidelines } from '#shared/guidelines/check-guidelines.ts';
import type { GuidelineContext } from '#shared/guidelines/rule.ts';
import type { Attributes, RemoteState } from '#shared/metadata/attributes.ts';
import { validateBody } from '#shared/metadata/validate-body.ts';
import { readBodyXml } from '../xml/read-body-xml.ts';
import type { SourceItem } from './source-item.ts';

export interface CheckOptions {
  /** The state asked for where the source asks for none. Null: as the service takes it, a body without event is a draft. */
  readonly state: RemoteState | null;
  readonly domains?: readonly string[];
  /** One object for a whole run: it is indexed once. */
  readonly context: GuidelineContext;
}

/** As many as the contract lets through; a record with more has one fault, not a thousand. */
const maxFindings = 500;

/**
 * All findings of an item: what its source had to say, then what validation and guidelines say of the record.
 * A request body that names its event is judged whole, as the service would judge it.
 */
export function checkItem(
  item: SourceItem,
  attributes: Attributes,
  { state, domains, context }: CheckOptions,
): readonly Finding[] {
  const scope = domains === undefined ? {} : { domains };
  const isAsSent = item.body !== undefined && (item.state !== null || state === null);
  const wanted = item.state ?? state ?? (isAsSent ? 'draft' : 'findable');
  const found = isAsSent
    ? [
        ...validateBody(item.body, { readXml: readBodyXml, ...scope }),
        ...checkGuidelines(attributes, { ...context, state: wanted }),
      ]
    : checkRecord(attributes, { state: wanted, context, ...scope });
  // A body that is judged as sent has been told of its XML already.
  const told = isAsSent
    ? item.findings.filter(({ code }) => code !== 'import-xml-unknown')
    : item.findings;
  return [...found, ...told].slice(0, maxFindings).map(fitted);
}

/** Texts from a source can be of any length; the contract's limits hold for what is shown of them. */
function fitted(finding: Finding): Finding {
  const { path, message } = finding;
  if (path.length <= 500 && message.length <= 2000) return finding;
  return { ...finding, path: path.slice(0, 500), message: message.slice(0, 2000) };
}

export function isValid(findings: readonly Finding[]): boolean {
  return findings.every((finding) => finding.severity !== 'error');
}
