import type { WireDefect } from '#shared/contract/version-chains.ts';
import { defectText } from '#shared/text/version-defects.en.ts';
import { versionsText as text } from '#shared/text/versions.en.ts';

import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Notice } from '../components/notice.tsx';

/** What is wrong with a chain: where, why it matters, what a repair does. */
export function DefectList({
  defects,
  onChoose,
}: {
  readonly defects: readonly WireDefect[];
  readonly onChoose?: (doi: string) => void;
}) {
  if (defects.length === 0) return <Notice kind="good" title={text.sound} />;
  return (
    <ul className="findings">
      {defects.map((defect, at) => {
        const { name, sentence, why, remedy } = defectText[defect.code];
        return (
          <li key={`${at} ${defect.code} ${defect.at}`} className="finding finding-warning">
            <Icon name="warning" />
            <div className="finding-text">
              <p className="small soft">{name}</p>
              <p className="strong">{sentence(defect)}</p>
              <p>{remedy}</p>
              <p className="soft small">{why}</p>
            </div>
            {onChoose !== undefined && (
              <Button kind="plain" icon="eye" onPress={() => onChoose(defect.at)}>
                {text.showRecord}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
