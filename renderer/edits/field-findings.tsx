import type { WireFinding } from '#shared/contract/define.ts';
import { editFormText as text } from '#shared/text/edit-form.en.ts';
import { severityText } from '#shared/text/states.en.ts';

import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import type { FieldMarks } from '../components/text-field.tsx';
import { useEditForm } from './edit-context.ts';

const rank = { error: 0, warning: 1, hint: 2 } as const;

interface Props {
  readonly name: string;
  /** What the schema says of the value as it is typed, before it is kept. */
  readonly more?: string | undefined;
}

/** For people who do not see what stands under a field. */
export function useFieldMarks(name: string, more?: string): FieldMarks {
  const found = useEditForm().findings.get(name) ?? [];
  return {
    isInvalid: more !== undefined || found.some(({ severity }) => severity === 'error'),
    ...(found.length > 0 || more !== undefined ? { 'aria-describedby': listId(name) } : {}),
  };
}

const listId = (name: string): string => `findings-${name}`;

/** What is wrong with a field, under it; what can be mended mechanically has a button. */
export function FieldFindings({ name, more }: Props) {
  const { findings } = useEditForm();
  const found = (findings.get(name) ?? []).toSorted(
    (one, other) => rank[one.severity] - rank[other.severity],
  );
  const isNew = more !== undefined && !found.some(({ message }) => message === more);
  if (found.length === 0 && !isNew) return null;
  return (
    <ul className="field-findings" id={listId(name)}>
      {isNew && (
        <li className="field-finding severity-error">
          <Icon name="error" size={14} />
          <span>
            <span className="unseen">{severityText.error.label}: </span>
            {more}
          </span>
        </li>
      )}
      {found.map((finding, at) => (
        <FieldFinding key={`${finding.code} ${at}`} finding={finding} />
      ))}
    </ul>
  );
}

function FieldFinding({ finding }: { readonly finding: WireFinding }) {
  const { applyFix } = useEditForm();
  return (
    <li className={`field-finding severity-${finding.severity}`}>
      <Icon name={finding.severity} size={14} />
      <span title={finding.why ?? ''}>
        <span className="unseen">{severityText[finding.severity].label}: </span>
        {finding.message}
      </span>
      {finding.fix !== undefined && <FixButton finding={finding} onApply={applyFix} />}
    </li>
  );
}

/** Says what the fix does; the change can be seen at once in the form and in the differences. */
export function FixButton({
  finding,
  onApply,
}: {
  readonly finding: WireFinding;
  readonly onApply: (finding: WireFinding) => void;
}) {
  return (
    <Button kind="link" icon="check" onPress={() => onApply(finding)}>
      {finding.fix?.label ?? text.applyFix}
    </Button>
  );
}
