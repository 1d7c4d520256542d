import type { ChainRow } from '#shared/contract/version-chains.ts';
import type { Output, ParsedInput } from '#shared/contract/contract.ts';
import type { DefectCode } from '#shared/versions/defect.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { recordViews } from '../records/record-views.ts';

type Asked = ParsedInput<'versions.list'>;

const sortColumns: Readonly<Record<Asked['sort'], string>> = {
  defects: 'defect_count',
  changed: 'changed_at',
  length: 'version_count',
  title: 'title collate nocase',
};

/** A page of all chains, with how many chains have each defect under the same filter. */
export function listChains(
  ledger: Ledger,
  { filter, sort, descending, offset, limit }: Asked,
): Omit<Output<'versions.list'>, 'isPending'> {
  const members = membersOf(ledger, filter.records);
  const { where, values } = conditionsOf(filter, members);
  const order = `${sortColumns[sort]} ${descending ? 'desc' : 'asc'}, id`;
  const rows = ledger.db.all<StoredChain>(
    `select id, doi, has_canonical as hasCanonical, title, version_count as versionCount, latest,
       latest_version as latestVersion, defect_count as defectCount, unsent_count as unsentCount,
       half_done_count as halfDoneCount, changed_at as changedAt,
       (select json_group_array(json_object('code', code, 'count', count)) from version_defect
        where chain_id = version_chain.id) as codes
     from version_chain where ${where} order by ${order} limit @limit offset @offset`,
    { ...values, limit, offset },
  );
  const total = ledger.db.get<{ count: number }>(
    `select count(*) as count from version_chain where ${where}`,
    values,
  );
  const open = conditionsOf({ ...filter, show: undefined }, members);
  const codes = ledger.db.all<{ code: DefectCode; count: number }>(
    `select code, count(*) as count from version_defect where chain_id in
       (select id from version_chain where ${open.where}) group by code order by count desc, code`,
    open.values,
  );
  return { rows: rows.map(toRow), total: total?.count ?? 0, codes };
}

type StoredChain = Omit<ChainRow, 'hasCanonical' | 'codes'> & {
  readonly hasCanonical: number;
  readonly codes: string;
};

function toRow({ hasCanonical, codes, ...row }: StoredChain): ChainRow {
  return {
    ...row,
    hasCanonical: hasCanonical === 1,
    codes: JSON.parse(codes) as ChainRow['codes'],
  };
}

/** Ids of the records that a filter or query finds, as JSON; null: none was given. */
function membersOf(ledger: Ledger, filter: Asked['filter']['records']): string | null {
  return filter === undefined ? null : JSON.stringify([...recordViews(ledger).idsOf(filter)]);
}

function conditionsOf(
  filter: { [K in keyof Asked['filter']]: Asked['filter'][K] | undefined },
  members: string | null,
): { readonly where: string; readonly values: Record<string, string> } {
  const parts = ['1 = 1'];
  const values: Record<string, string> = {};
  if (members !== null) {
    parts.push(
      'id in (select chain_id from version_member where record_id in (select value from json_each(@members)))',
    );
    values['members'] = members;
  }
  if (filter.repositoryId !== undefined) {
    parts.push(
      `exists (select 1 from version_member m join record r on r.id = m.record_id
         where m.chain_id = version_chain.id and r.repository_id = @repositoryId)`,
    );
    values['repositoryId'] = filter.repositoryId;
  }
  if (filter.text !== undefined && filter.text.trim() !== '') {
    parts.push(
      `(instr(lower(title), @text) > 0 or exists (select 1 from version_member m join record r
         on r.id = m.record_id where m.chain_id = version_chain.id and instr(r.doi, @text) > 0))`,
    );
    values['text'] = filter.text.trim().toLowerCase();
  }
  if (filter.show === 'defects') parts.push('defect_count > 0');
  else if (filter.show === 'sound') parts.push('defect_count = 0');
  else if (filter.show === 'unsent') parts.push('unsent_count > 0');
  else if (filter.show !== undefined) {
    parts.push('id in (select chain_id from version_defect where code = @code)');
    values['code'] = filter.show;
  }
  return { where: parts.join(' and '), values };
}
