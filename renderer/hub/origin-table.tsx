import type { ValueOrigin } from '#shared/contract/hub-shapes.ts';
import { shortRevision } from '#shared/hub/hub.ts';
import { hubScreenText } from '#shared/text/hub-screens.en.ts';

const text = hubScreenText.values;

interface Props {
  readonly values: readonly ValueOrigin[];
  readonly revision: string | null;
}

/** Every value of a record beside the field, file or service that it comes from. */
export function OriginTable({ values, revision }: Props) {
  return (
    <div className="stack">
      <p className="soft">{text.intro(revision)}</p>
      <table className="hub-origins">
        <thead>
          <tr>
            <th scope="col">{text.property}</th>
            <th scope="col">{text.source}</th>
          </tr>
        </thead>
        <tbody>
          {values.map((each) => (
            <tr key={each.path}>
              <td>
                <span className="small faint mono">{each.path}</span>
                <span className="hub-value">{each.value}</span>
              </td>
              <td>
                <span>{each.source}</span>
                {each.revision !== null && each.revision !== revision && (
                  <span className="small faint mono"> {shortRevision(each.revision)}</span>
                )}
                {each.isEdited && <span className="small hub-edited"> {text.edited}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
