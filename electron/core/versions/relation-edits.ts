import type { RecordChanges, WireRepairPlan } from '#shared/contract/version-changes.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { equalJson } from '#shared/support/json.ts';
import { ownerLetter } from '#shared/text/version-links.en.ts';
import { versionsText } from '#shared/text/versions.en.ts';
import { applyChanges } from '#shared/versions/repair/repair-plan.ts';
import type { RelationChange } from '#shared/versions/repair/workbench.ts';
import type { VersionNode } from '#shared/versions/version-node.ts';
import type { Edit } from '../changes/edit.ts';

/** A record as a plan of its relations saw it. */
interface Planned {
  readonly node: Pick<VersionNode, 'key' | 'title'>;
  readonly attributes: Attributes;
}

type ByRecord = ReadonlyMap<string, readonly RelationChange[]>;

/** Each made on the relations that the plan saw: a record that somebody changed meanwhile is refused. */
export function relationEdits(records: readonly Planned[], changes: ByRecord): Edit[] {
  return records.flatMap(({ node, attributes: planned }) => {
    const list = changes.get(node.key);
    if (list === undefined) return [];
    const change: Extract<Edit, { change: unknown }>['change'] = ({ attributes }) =>
      equalJson(attributes.relatedIdentifiers ?? [], planned.relatedIdentifiers ?? [])
        ? { attributes: { ...attributes, relatedIdentifiers: applyChanges(attributes, list) } }
        : { refusal: { code: 'changed-meanwhile', message: versionsText.changedMeanwhile } };
    return [{ doi: node.key, change }];
  });
}

/** A plan as it is shown: what is written here, and for each other owner the text to send. */
export function showPlan(
  records: readonly Planned[],
  { changes, wishes }: { readonly changes: ByRecord; readonly wishes: ByRecord },
): Pick<WireRepairPlan, 'changes' | 'wishes'> {
  const titles = new Map(records.map(({ node }) => [node.key, node.title]));
  const shown = (some: ByRecord): RecordChanges[] =>
    [...some].map(([doi, list]) => ({
      doi,
      title: (titles.get(doi) ?? '').slice(0, 20_000),
      changes: [...list],
    }));
  return {
    changes: shown(changes),
    wishes: shown(wishes)
      .slice(0, 500)
      .map((wish) => ({
        ...wish,
        letter: ownerLetter(wish.doi, wish.title, wish.changes as RelationChange[]).slice(
          0,
          20_000,
        ),
      })),
  };
}
