import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { restoreLedger } from '#core/backups/restore-ledger.ts';
import { applyChangeSet } from '#core/changes/apply-change-set.ts';
import { sendChangeSet } from '#core/changes/send-change-set.ts';
import { ledgerFiles } from '#core/compose.ts';
import { foresee, settleMany } from '#core/conflicts/settle-many.ts';
import { doFileWork } from '#core/ledger/file-work.ts';
import { createPreservation } from '#core/preservation/preservation.ts';
import { confirmRemote } from '#core/records/confirm-remote.ts';
import { getRecord } from '#core/records/find-records.ts';
import type { RecordInput } from '#core/records/save-records.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { createVersionHandlers } from '#core/versions/version-handlers.ts';
import { createVersionIndex } from '#core/versions/version-index.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { mustExist } from '#shared/support/assert.ts';
import { importAll, row, sheet } from '../collections/fixtures.ts';
import { ChainDraft, doiOf } from '../../shared/versions/chain-draft.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { testPorts } from '../fixtures/test-context.ts';
import type { Life, Workflow } from './harm.ts';

const doisOf = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `10.5072/r${String(at)}`);

function put({ context }: Life, count: number, changes: Partial<RecordInput> = {}): void {
  const inputs = doisOf(count).map((doi) => recordInput(doi, changes));
  saveRecords(context, inputs, { kind: 'import', reason: null });
}

const attributesOf = ({ ledger }: Life, doi: string): Attributes =>
  mustExist(getRecord(ledger, doi), doi).attributes;

/** Each record as DataCite is known to hold it, with what is different here. */
function hold({ context, ledger }: Life, count: number, theirs: Attributes): void {
  ledger.transaction(() => {
    for (const doi of doisOf(count)) {
      const { attributes } = mustExist(getRecord(ledger, doi), doi);
      const remote = { ...attributes, ...theirs };
      const sync = Object.keys(theirs).length > 0 ? 'conflict' : 'in-step';
      confirmRemote(
        context,
        { doi, remote, remoteState: 'findable', remoteUpdatedAt: null, sync },
        { kind: 'read', reason: null },
      );
    }
  });
}

const everyRecord = ({ ledger }: Life): unknown =>
  ledger.db.all('select doi, state, sync, attributes from record order by doi');

const inGerman = (life: Life, count: number) =>
  applyChangeSet(life.context, {
    ...{ title: 'Language', kind: 'batch', changeKind: 'correction', reason: 'As agreed' },
    edits: doisOf(count).map((doi) => ({
      doi,
      attributes: { ...attributesOf(life, doi), language: 'de' },
    })),
  });

/** What was half done stays listed: no change set claims to be under way when nobody works on it. */
const changePicture = (life: Life): unknown => ({
  records: everyRecord(life),
  underWay: life.ledger.db.all(`select id from change_set where status = 'applying'`),
});

const changing = (name: string, count: number): Workflow => ({
  name,
  points: ['apply.before-commit', 'apply.after-commit', 'end.before-commit'].map(
    (point) => `changes.${point}`,
  ),
  prepare: (life) => put(life, count),
  attempt: async (life) => void (await inGerman(life, count)),
  picture: changePicture,
});

const few = 3;
const many = 30;

/** Every workflow of the core that has a named point, but those of outbox, registration, reading and removal. */
export const workflows: readonly Workflow[] = [
  changing('a batch', many),
  changing('a few edits', few),
  {
    name: 'sending a change set',
    points: ['changes.send.before-commit', 'changes.send.after-commit'],
    async prepare(life) {
      put(life, many, { state: 'findable', sync: 'in-step' });
      hold(life, many, {});
      await inGerman(life, many);
    },
    async attempt({ context, ledger }) {
      const set = ledger.db.get<{ id: string }>('select id from change_set');
      await sendChangeSet(context, set?.id ?? '', null);
    },
    picture: (life) => ({
      records: everyRecord(life),
      queued: life.ledger.db.all('select doi, kind, status, payload from operation order by doi'),
    }),
  },
  {
    name: 'settling conflicts by rules',
    points: ['conflicts.settle-many.after-commit'],
    prepare(life) {
      put(life, many, { state: 'findable' });
      hold(life, many, { version: '9' });
      const { ledger, context } = life;
      ledger.db.run(
        `insert into conflict select id, 'version', 'null', 'null', '"9"', ? from record`,
        context.timestamp(),
      );
    },
    async attempt({ context, ledger }) {
      const rules = { choices: [], otherwise: 'theirs' as const };
      const expected = foresee(ledger, null, rules);
      await settleMany(context, { scope: null, rules, expected, reason: 'As agreed' });
    },
    picture: (life) => ({
      records: everyRecord(life),
      open: life.ledger.db.all('select * from conflict'),
    }),
  },
  {
    name: 'an import',
    points: ['import.before-batch', 'import.inside-batch', 'import.after-batch'],
    prepare({ folder }) {
      const rows = Array.from({ length: many }, (_, at) => row(`A-${String(at)}`));
      writeFileSync(join(folder, 'a.csv'), sheet(...rows));
    },
    async attempt({ context, folder }) {
      await importAll(context, [join(folder, 'a.csv')]);
    },
    // Names are drawn.
    picture: ({ ledger }) =>
      ledger.db.all(
        `select item_key, state, sync, json_remove(attributes, '$.doi') as attributes
         from record order by item_key`,
      ),
  },
  {
    name: 'preservation copies',
    points: ['preservation.files-written'],
    prepare(life) {
      put(life, few, { state: 'findable' });
      hold(life, few, {});
    },
    async attempt({ context }) {
      const copies = createPreservation(context);
      copies.start();
      await copies.whenDone();
      await copies.stop();
      const { failure } = copies.handlers['preservation.status']({}) as Status;
      if (failure !== null) throw new Error(failure);
    },
    picture: ({ folder, ledger }) => ({
      files: readdirSync(join(folder, 'preservation'))
        .sort()
        .map((name) => [name, readFileSync(join(folder, 'preservation', name), 'utf8')]),
      due: ledger.db.all('select * from preservation_due'),
    }),
  },
  {
    name: 'restoring a backup',
    points: ['restore.draft-ready', 'restore.copy-named', 'restore.moved-aside'],
    async prepare(life) {
      put(life, few);
      const { folder } = life;
      const { backups } = ledgerFiles(folder);
      const { path } = life.ledger;
      await doFileWork({ kind: 'backup', path, folder: backups, name: 'copy' });
      await inGerman(life, few);
    },
    async attempt({ folder, ledger, crashPoint }) {
      ledger.close();
      const files = ledgerFiles(folder);
      const [backup] = readdirSync(files.backups).filter((name) => name.endsWith('.sqlite'));
      const copy = join(files.backups, mustExist(backup, 'a backup'));
      await restoreLedger(copy, files, testPorts({ crashPoint }));
    },
    picture: everyRecord,
  },
  {
    name: 'a new version',
    points: ['versions.create.before-commit', 'versions.create.after-commit'],
    prepare(life) {
      const { records } = ChainDraft.sound(1);
      const inputs = [...records].map(
        ([
          name,
          {
            attributes,
            facts: { state },
          },
        ]) => recordInput(doiOf(name), { state, sync: 'unsent', attributes }),
      );
      saveRecords(life.context, inputs, { kind: 'import', reason: null });
    },
    attempt: makeVersion,
    // The name of the new one is drawn.
    picture: ({ ledger }) =>
      ledger.db
        .all<{ text: string; doi: string }>(
          `select doi, state || sync || attributes as text from record order by state, doi`,
        )
        .map(({ text }, _at, all) =>
          all.reduce((said, { doi }) => (doi.length > 12 ? said.replaceAll(doi, '?') : said), text),
        ),
  },
];

type Status = Output<'preservation.status'>;

const answers = {
  version: '2.0',
  url: 'https://data.example.org/items/next',
  publicationYear: '2026',
  issued: '2026-06-01',
  canonical: { kind: 'create', url: 'https://data.example.org/lakes' },
} as const;

/** Nobody makes a second new version once she sees the first. */
async function makeVersion({ context, ledger }: Life): Promise<void> {
  const isMade = ledger.db.get(`select 1 from record where state = 'reserved'`) !== undefined;
  if (isMade) return;
  const index = createVersionIndex(context);
  const { 'versions.create': create } = createVersionHandlers(context, index);
  try {
    await create({ doi: doiOf('v1'), answers, changes: ['data'], reason: 'More lakes' });
  } finally {
    await index.stop();
  }
}
