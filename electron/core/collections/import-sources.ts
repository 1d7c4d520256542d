import { basename, resolve } from 'node:path';

import type { ReadSettings } from '#shared/contract/collections.ts';
import type { Defaults, Failure } from '#shared/contract/define.ts';
import type { Finding } from '#shared/findings/finding.ts';
import type { RemoteState } from '#shared/metadata/attributes.ts';
import { applyDefaults } from '#shared/collections/defaults.ts';
import { itemKey } from '#shared/collections/item-key.ts';
import type { CoreContext } from '../context.ts';
import { checkItem, isValid } from './check-item.ts';
import { getRun } from './import-tables.ts';
import type { StoredRun } from './import-tables.ts';
import type { Outcome } from './plan-items.ts';
import { detectAll, readSource } from './read-source.ts';
import { runImport } from './run-import.ts';
import { findSourceFiles } from './source-files.ts';
import { prepareImport } from './start-import.ts';
import { createTurns } from './turns.ts';

/** One line of the command line's `import`, the same for a script and a person. */
export interface ImportedLine {
  readonly source: string;
  readonly row: number | null;
  readonly doi: string | null;
  readonly status: Outcome;
  readonly valid: boolean;
  readonly findings: readonly Finding[];
  readonly failure: Failure | null;
}

export interface ImportRequest {
  readonly paths: readonly string[];
  readonly repositoryId: string;
  readonly collectionName: string;
  readonly targetState: RemoteState;
  readonly defaults?: Defaults;
  readonly settings?: ReadSettings;
}

function nameOf(paths: readonly string[]): string {
  const [first = '', ...more] = paths.map((path) => basename(resolve(path)));
  return more.length === 0 ? first : `${first} and ${more.length} more`;
}

/**
 * Imports files and folders and yields a line for each item once it is saved; returns the run, whose status
 * and failure say how it ended. For the command line and for tests: the app uses `imports.start`.
 */
export async function* importSources(
  context: CoreContext,
  request: ImportRequest,
): AsyncGenerator<ImportedLine, StoredRun, undefined> {
  const {
    paths,
    repositoryId,
    collectionName,
    targetState,
    defaults = {},
    settings = detectAll,
  } = request;
  const source = { paths, name: nameOf(paths) };
  const job = await prepareImport(context, source, settings, {
    repositoryId,
    collectionName,
    defaults,
    targetState,
  });
  for await (const lines of runImport(context, job)) {
    for (const line of lines) {
      const { source: file, row, doi, status, valid, findings, failure } = line;
      yield {
        source: file,
        row,
        doi,
        status,
        valid,
        findings: findings as readonly Finding[],
        failure,
      };
    }
  }
  return getRun(context.ledger, job.importId);
}

export interface ValidatedLine {
  readonly source: string;
  readonly row: number | null;
  readonly doi: string | null;
  readonly valid: boolean;
  readonly findings: readonly Finding[];
  readonly failure: Failure | null;
}

export interface ValidateRequest {
  readonly paths: readonly string[];
  /** Null: the state that a request body asks for (none: draft), else findable. */
  readonly state: RemoteState | null;
  readonly defaults?: Defaults;
  readonly settings?: ReadSettings;
  /** Allowed landing page hosts, where they are known. */
  readonly domains?: readonly string[];
  /** `YYYY-MM-DD`, for rules that know the day. */
  readonly today?: string;
}

/** Validates the items of files and folders without touching a ledger. */
export async function* validateSources(
  request: ValidateRequest,
  clock: CoreContext['ports']['clock'],
): AsyncGenerator<ValidatedLine, void, undefined> {
  const { paths, state, domains, today, defaults = {}, settings = detectAll } = request;
  const { files } = await findSourceFiles(paths, settings.format);
  const options = {
    state,
    context: today === undefined ? {} : { today },
    ...(domains === undefined ? {} : { domains }),
  };
  const turn = createTurns(clock);
  for await (const item of readSource(files, settings, 'is-an-item')) {
    const { source, row, attributes, failure } = item;
    const given: unknown = attributes?.doi;
    const doi = typeof given === 'string' && given !== '' ? given : null;
    if (attributes === null) {
      yield { source, row, doi, valid: false, findings: item.findings, failure };
    } else {
      const { key } = itemKey(item.key, attributes);
      const filled = applyDefaults(attributes, defaults, { key, doi });
      const findings = checkItem(item, filled, options);
      yield { source, row, doi, valid: isValid(findings), findings, failure };
    }
    await turn();
  }
}
