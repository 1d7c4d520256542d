import type { Output } from '#shared/contract/contract.ts';
import type { RowSettings } from '#shared/contract/sheet-updates.ts';
import { formProperties } from '#shared/edits/form-layout.ts';
import type { Shape } from '#shared/metadata/schema/shape.ts';
import { recordShape } from '#shared/metadata/schema/shape.ts';
import { sheetUpdatesText as text } from '#shared/text/sheet-updates.en.ts';

import { SaveRecipe } from '../collections/wizard/save-recipe.tsx';
import { SheetReading } from '../collections/wizard/sheet-reading.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

interface Props {
  readonly sourceId: string;
  /** Of the file. */
  readonly sourceName: string;
  readonly settings: RowSettings;
  readonly isPending: boolean;
  readonly onChange: (settings: RowSettings) => void;
  readonly onCompare: () => void;
}

type Inspection = Output<'sheetUpdates.inspect'>;
type Column = Inspection['columns'][number];

const unused = 'none';

/** Nothing is told: all of it is found out, and columns are known by their names. */
export const asFound: RowSettings = {
  encoding: null,
  delimiter: null,
  sheet: null,
  mapping: null,
};

/** How the sheet is read: what each column changes, by its name or as a person says. */
export function ColumnTargets(props: Props) {
  const { sourceId, sourceName, settings, isPending, onChange, onCompare } = props;
  const inspected = useQuery(
    'sheetUpdates.inspect',
    { sourceId, settings },
    { keepPrevious: true },
  );
  const recipes = useQuery('recipes.list', {}).data?.recipes ?? [];
  const load = useCommand('recipes.get');
  const { data } = inspected;
  if (inspected.error !== undefined) {
    return (
      <div className="stack">
        <ErrorNotice error={inspected.error} />
        {Object.values(settings).some((told) => told !== null) && (
          <div>
            <Button onPress={() => onChange(asFound)}>{text.readAsFound}</Button>
          </div>
        )}
      </div>
    );
  }
  if (data === undefined) return <Skeleton lines={8} />;

  const chooseRecipe = async (id: string): Promise<void> => {
    if (id === unused) {
      onChange({ ...settings, mapping: null });
      return;
    }
    const answer = await load.run({ id: Number(id) });
    if (answer.ok) onChange({ ...settings, mapping: answer.value.settings.mapping });
  };
  const choose = (changed: Column, target: string): void =>
    onChange({
      ...settings,
      mapping: mappingOf(data.columns).map((column) =>
        column.index === changed.index
          ? { ...column, target: target === unused ? null : target }
          : column,
      ),
    });
  const kept = recipes.find(({ id }) => id === data.recipeId);

  return (
    <div className="stack">
      {data.problem !== null && (
        <Notice kind="error" title={text.problem}>
          <p>{data.problem}</p>
        </Notice>
      )}
      {data.warnings.map((warning) => (
        <Notice key={warning} kind="warning">
          <p>{warning}</p>
        </Notice>
      ))}
      {kept !== undefined && (
        <Notice kind="hint" title={text.recipeFits(kept.name)}>
          <p>
            <Button kind="link" onPress={() => void chooseRecipe(String(kept.id))}>
              {text.useRecipe}
            </Button>
          </p>
        </Notice>
      )}
      <div className="form-grid">
        <SheetReading
          found={data}
          // Another way to read has other columns.
          onChange={(part) => onChange({ ...settings, ...part, mapping: null })}
        />
        {recipes.length > 0 && (
          <SelectField
            label={text.recipe}
            value={settings.mapping === null ? unused : null}
            placeholder={text.recipe}
            onChange={(id) => void chooseRecipe(id)}
            groups={[
              { title: '', choices: [{ id: unused, label: text.byName }] },
              {
                title: text.recipe,
                choices: recipes.map(({ id, name }) => ({ id: String(id), label: name })),
              },
            ]}
          />
        )}
      </div>
      {load.error !== null && <ErrorNotice error={load.error} />}
      {data.form === 'long' ? (
        <p>{text.longForm}</p>
      ) : (
        <table className="update-columns">
          <caption className="unseen">{text.columns}</caption>
          <thead>
            <tr>
              <th scope="col">{text.column}</th>
              <th scope="col">{text.samples}</th>
              <th scope="col">{text.target}</th>
            </tr>
          </thead>
          <tbody>
            {data.columns.map((column) => (
              <tr key={column.index}>
                <th scope="row" className="mono">
                  {column.name}
                </th>
                <td className="soft cut" title={column.samples.join(' · ')}>
                  {column.samples.join(' · ')}
                </td>
                <td>
                  {column.isNote ? (
                    <span className="soft">{text.forReading}</span>
                  ) : (
                    <SelectField
                      label={text.targetLabel(column.name)}
                      isLabelUnseen
                      value={column.target ?? unused}
                      onChange={(target) => choose(column, target)}
                      groups={groupsFor(column.target)}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="line">
        <Button
          kind="main"
          isDisabled={data.problem !== null}
          isPending={isPending}
          onPress={onCompare}
        >
          {text.compare}
        </Button>
        {data.form === 'wide' && (
          <SaveRecipe
            settings={{ ...settings, format: null, mapping: mappingOf(data.columns) }}
            proposal={nameWithoutEnding(sourceName)}
          />
        )}
      </div>
    </div>
  );
}

/** What the sheet is read as, by name or as chosen, to be changed or kept. */
function mappingOf(columns: readonly Column[]): NonNullable<RowSettings['mapping']> {
  return columns.map(({ name, index, target }) => ({
    column: name,
    index,
    target,
    separator: null,
  }));
}

function nameWithoutEnding(file: string): string {
  return file.replace(/\.[^.]+$/, '').slice(0, 200);
}

/** Paths that a person can choose: each value of a property, of a list the first entry's. */
const paths: readonly string[] = formProperties.flatMap((property) =>
  leavesOf(recordShape.members.get(property), property),
);

function leavesOf(shape: Shape | undefined, path: string): string[] {
  if (shape === undefined) return [];
  if (shape.kind === 'text') return [path];
  if (shape.kind === 'list') return leavesOf(shape.of, `${path}[0]`);
  return [...shape.members].flatMap(([name, member]) => leavesOf(member, `${path}.${name}`));
}

function groupsFor(target: string | null) {
  const own = target === null || target === 'doi' || paths.includes(target) ? [] : [target];
  return [
    {
      title: '',
      choices: [
        { id: unused, label: text.notUsed },
        { id: 'doi', label: text.doi },
      ],
    },
    {
      title: text.columns,
      choices: [...own, ...paths].map((path) => ({ id: path, label: path })),
    },
  ];
}
