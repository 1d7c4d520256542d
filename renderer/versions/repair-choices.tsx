import type { ChainView, WireDefect } from '#shared/contract/version-chains.ts';
import { defectText } from '#shared/text/version-defects.en.ts';
import { versionsText as text } from '#shared/text/versions.en.ts';

import { IconButton } from '../components/icon-button.tsx';
import { SelectField } from '../components/select-field.tsx';

/** What a steward settles where the records leave it open. */
export interface Chosen {
  /** Null: as versions and dates tell it. */
  readonly order: readonly string[] | null;
  /** By version: the item that it is a version of. */
  readonly parent: Readonly<Record<string, string>>;
  /** Names of defects that are left as they are. */
  readonly leave: readonly string[];
}

export const nothingChosen: Chosen = { order: null, parent: {}, leave: [] };

interface Props {
  readonly chain: ChainView;
  /** Defects that the plan mends as things are chosen now. */
  readonly mended: readonly WireDefect[];
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen) => void;
}

/** Defects whose repair follows from which version is older. */
const byOrder: ReadonlySet<WireDefect['code']> = new Set([
  'cycle',
  'wrong-direction',
  'fork',
  'gap',
  'two-latest',
]);
/** Versions that a person can put in order by hand. */
const mostInOrder = 60;
/** Repairs that can be left out one by one; more are left out by leaving the chain alone. */
const mostTold = 100;

/** Which repairs are made, and, where several would do, which of them. */
export function RepairChoices({ chain, mended, chosen, onChange }: Props) {
  const versions = chain.nodes.filter(({ lane }) => lane === 'version').map(({ doi }) => doi);
  const parents = chain.defects.filter(({ code }) => code === 'two-parents');
  const hasOrder =
    versions.length > 1 &&
    versions.length <= mostInOrder &&
    chain.defects.some(({ code }) => byOrder.has(code));
  const left = chain.defects.filter(({ name }) => chosen.leave.includes(name));
  const repairs = [...new Map([...mended, ...left].map((one) => [one.name, one])).values()];
  return (
    <>
      {repairs.length > 0 && (
        <fieldset className="field check-lines">
          <legend className="label">{text.whatIsRepaired}</legend>
          {repairs.slice(0, mostTold).map((defect) => (
            <label key={defect.name} className="check-line">
              <input
                type="checkbox"
                checked={!chosen.leave.includes(defect.name)}
                onChange={({ target }) =>
                  onChange({
                    ...chosen,
                    leave: target.checked
                      ? chosen.leave.filter((name) => name !== defect.name)
                      : [...chosen.leave, defect.name],
                  })
                }
              />
              <span>
                {defectText[defect.code].sentence(defect)}{' '}
                <span className="soft">{defectText[defect.code].remedy}</span>
              </span>
            </label>
          ))}
          {repairs.length > mostTold && (
            <p className="soft small">{text.andMore(repairs.length - mostTold)}</p>
          )}
        </fieldset>
      )}
      {parents.map(({ at, others }) => (
        <SelectField
          key={at}
          label={text.parentOf(at)}
          value={chosen.parent[at] ?? null}
          placeholder={text.parentByCount}
          onChange={(doi) => onChange({ ...chosen, parent: { ...chosen.parent, [at]: doi } })}
          groups={[{ title: '', choices: others.map((doi) => ({ id: doi, label: doi })) }]}
        />
      ))}
      {hasOrder && (
        <div className="stack">
          <label className="check-line">
            <input
              type="checkbox"
              checked={chosen.order !== null}
              onChange={({ target }) =>
                onChange({ ...chosen, order: target.checked ? versions : null })
              }
            />
            {text.orderByHand}
          </label>
          {chosen.order !== null && (
            <>
              <p className="small soft">{text.orderLabel}</p>
              <OrderList
                chain={chain}
                order={chosen.order}
                onChange={(order) => onChange({ ...chosen, order })}
              />
            </>
          )}
        </div>
      )}
    </>
  );
}

function OrderList({
  chain,
  order,
  onChange,
}: {
  readonly chain: ChainView;
  readonly order: readonly string[];
  readonly onChange: (order: readonly string[]) => void;
}) {
  const versionOf = new Map(chain.nodes.map(({ doi, version }) => [doi, version]));
  const move = (from: number, to: number): void => {
    const next = [...order];
    next.splice(to, 0, ...next.splice(from, 1));
    onChange(next);
  };
  return (
    <ol className="version-order" aria-label={text.orderLabel}>
      {order.map((doi, at) => (
        <li key={doi} className="line">
          <span className="mono small">{doi}</span>
          <span className="soft">{versionOf.get(doi)}</span>
          <span className="push" />
          <IconButton
            icon="up"
            label={text.older(doi)}
            isDisabled={at === 0}
            onPress={() => move(at, at - 1)}
          />
          <IconButton
            icon="down"
            label={text.newer(doi)}
            isDisabled={at === order.length - 1}
            onPress={() => move(at, at + 1)}
          />
        </li>
      ))}
    </ol>
  );
}
