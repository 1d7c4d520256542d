import { describe, expect, it } from 'vitest';

import { confirmRemote } from '#core/records/confirm-remote.ts';
import { ChainDraft, doiOf, nameOf } from '../../shared/versions/chain-draft.ts';
import { useVersionLedger } from './version-ledger.ts';

const here = useVersionLedger();
const { put, rows, defectsOf, attributesOf, repair } = here;

describe('the repair of chains', () => {
  it('is one change set that makes them sound, and changes only relations', async () => {
    const chain = ChainDraft.sound(3)
      .unsay('v1', 'IsPreviousVersionOf', 'v2')
      .unsay('c', 'HasVersion', 'v3');
    chain.say('v2', 'IsVersionOf', 'v2');
    put(chain);
    const before = attributesOf('v2');
    const plan = await here.handlers['versions.planRepair']({ doi: doiOf('c'), choices: {} });
    expect(plan.changes.map(({ doi }) => nameOf(doi)).sort()).toEqual(['c', 'v1', 'v2']);
    const outcome = await repair([doiOf('v1'), doiOf('v3')]);
    expect(outcome).toMatchObject({ changedCount: 3, leftCount: 0, refused: [] });
    expect(await defectsOf('c')).toEqual([]);
    expect({ ...attributesOf('v2'), relatedIdentifiers: [] }).toEqual({
      ...before,
      relatedIdentifiers: [],
    });
    const set = here.test.context.ledger.db.get<{ kind: string; title: string }>(
      'select kind, title from change_set',
    );
    expect(set).toEqual({ kind: 'versions', title: 'Repair of 1 version chain' });
  });

  it('writes a letter for what is not ours', async () => {
    put(
      ChainDraft.sound(2)
        .hold('v1', { holding: 'observed' })
        .unsay('v1', 'IsPreviousVersionOf', 'v2'),
    );
    const { wishes, changes } = await here.handlers['versions.planRepair']({
      doi: doiOf('c'),
      choices: {},
    });
    expect(changes).toEqual([]);
    expect(wishes[0]?.letter).toContain('- please add: IsPreviousVersionOf 10.5072/v2 (type DOI)');
  });

  it('stays visible as half done until DataCite holds both sides', async () => {
    put(ChainDraft.sound(2));
    const confirm = (name: string) =>
      confirmRemote(
        here.test.context,
        {
          doi: doiOf(name),
          remote: attributesOf(name),
          remoteState: 'findable',
          remoteUpdatedAt: null,
          sync: 'in-step',
        },
        { kind: 'confirmed', reason: null },
      );
    expect((await rows())[0]).toMatchObject({ unsentCount: 3, halfDoneCount: 0 });
    confirm('v1');
    expect((await rows())[0]).toMatchObject({ unsentCount: 3, halfDoneCount: 2 });
    confirm('v2');
    confirm('c');
    expect((await rows())[0]).toMatchObject({ unsentCount: 0, halfDoneCount: 0 });
  });
});
