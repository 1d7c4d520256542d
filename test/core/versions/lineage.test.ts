import { describe, expect, it } from 'vitest';

import { ChainDraft, doiOf, nameOf } from '../../shared/versions/chain-draft.ts';
import { useVersionLedger } from './version-ledger.ts';

const here = useVersionLedger();
const { put } = here;

describe('lineage', () => {
  it('names everything that was made of a record, with whom to write to', async () => {
    const chain = new ChainDraft().add('data').add('model').add('tuned').add('paper');
    chain
      .say('model', 'IsDerivedFrom', 'data')
      .say('tuned', 'IsDerivedFrom', 'model')
      .say('paper', 'References', 'data');
    chain.set('tuned', {
      contributors: [
        {
          name: 'Lee, Kim',
          contributorType: 'ContactPerson',
          nameIdentifiers: [{ nameIdentifier: 'https://orcid.org/0000-0002-1825-0097' }],
        },
      ],
    });
    put(chain);
    const { rows: found } = await here.handlers['versions.lineage']({
      doi: doiOf('data'),
      direction: 'downstream',
    });
    expect(found.map(({ doi, depth, relation }) => [nameOf(doi), depth, relation])).toEqual([
      ['model', 1, 'IsDerivedFrom'],
      ['paper', 1, 'References'],
      ['tuned', 2, 'IsDerivedFrom'],
    ]);
    expect(found[2]?.contacts).toEqual(['Lee, Kim <https://orcid.org/0000-0002-1825-0097>']);
    const up = await here.handlers['versions.lineage']({
      doi: doiOf('tuned'),
      direction: 'upstream',
    });
    expect(up.rows.map(({ doi }) => nameOf(doi))).toEqual(['model', 'data']);
    const saved = async (format: 'contacts-csv' | 'downstream-json-ld') =>
      (await here.handlers['versions.export']({ doi: doiOf('data'), format })).text;
    expect(await saved('contacts-csv')).toContain(
      `"Lee, Kim","https://orcid.org/0000-0002-1825-0097",1,"${doiOf('tuned')}"`,
    );
    expect(await saved('downstream-json-ld')).toMatch(
      /"prov:wasDerivedFrom": \[\s*\{\s*"@id": "[^"]*model"/,
    );
  });
});
