import { afterEach, beforeEach } from 'vitest';

import { getRecord } from '#core/records/find-records.ts';
import { saveRecords } from '#core/records/save-records.ts';
import type { RecordInput } from '#core/records/save-records.ts';
import { createVersionHandlers } from '#core/versions/version-handlers.ts';
import type { VersionHandlers } from '#core/versions/version-handlers.ts';
import { createVersionIndex } from '#core/versions/version-index.ts';
import type { VersionIndex } from '#core/versions/version-index.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import type { ChainDraft } from '../../shared/versions/chain-draft.ts';
import { doiOf, nameOf } from '../../shared/versions/chain-draft.ts';
import { recordInput } from '../fixtures/record-input.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';

export const allChains = {
  filter: {},
  sort: 'title',
  descending: false,
  offset: 0,
  limit: 100,
} as const;

/** A ledger anew for each test of a file. Its functions name records as their drafts do: `v1`, `c`. */
export function useVersionLedger() {
  let test: TestContext;
  let index: VersionIndex;
  let handlers: VersionHandlers;
  beforeEach(() => {
    test = openTestContext();
    index = createVersionIndex(test.context);
    handlers = createVersionHandlers(test.context, index);
  });
  afterEach(async () => {
    await index.stop();
    test.dispose();
  });

  const chainOf = async (name: string) =>
    (await handlers['versions.chain']({ doi: doiOf(name) })).chain;
  const attributesOf = (name: string): Attributes =>
    getRecord(test.context.ledger, doiOf(name))?.attributes ?? {};
  return {
    get test() {
      return test;
    },
    get index() {
      return index;
    },
    get handlers() {
      return handlers;
    },
    put: (
      chain: ChainDraft,
      names: readonly string[] = [...chain.records.keys()],
      changes: Partial<RecordInput> = {},
    ): void => {
      saveRecords(
        test.context,
        names.map((name) => inputOf(chain, name, changes)),
        { kind: 'import', reason: null },
      );
    },
    rows: async () => (await handlers['versions.list'](allChains)).rows,
    chainOf,
    /** `code record others...` */
    defectsOf: async (name: string): Promise<string[]> =>
      (await chainOf(name))?.defects.map(({ code, at, others }) =>
        [code, at, ...others].map(nameOf).join(' '),
      ) ?? [],
    attributesOf,
    /** `type target` */
    relations: (name: string): string[] =>
      (attributesOf(name).relatedIdentifiers ?? []).map(
        ({ relationType, relatedIdentifier }) =>
          `${relationType ?? ''} ${nameOf(relatedIdentifier ?? '')}`,
      ),
    repair: (dois: string[]) =>
      handlers['versions.repair']({ dois, choices: {}, reason: 'Agreed' }),
  };
}

function inputOf(chain: ChainDraft, name: string, changes: Partial<RecordInput>): RecordInput {
  const record = chain.records.get(name);
  if (record === undefined) throw new Error(`no record ${name}`);
  const { attributes, facts } = record;
  const sync = facts.holding === 'observed' ? 'observe-only' : 'unsent';
  return recordInput(doiOf(name), {
    state: facts.state,
    sync,
    ...changes,
    attributes: { ...recordInput(doiOf(name)).attributes, ...attributes },
  });
}
