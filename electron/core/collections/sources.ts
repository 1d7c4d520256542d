import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';

/** Paths that a host let in, by an id. A page knows the id only: it can read nothing that nobody chose. */
export interface Source {
  readonly paths: readonly string[];
  readonly name: string;
}

export interface Sources {
  /** For hosts: lets the core read these paths as one source. */
  admit(paths: readonly string[], name: string): string;
  get(sourceId: string): Source;
}

/** Sources that are kept; the oldest goes first. A person works on one, a forgotten tab on another. */
const maxSources = 100;

export function createSources(context: Pick<CoreContext, 'newId'>): Sources {
  const sources = new Map<string, Source>();
  return {
    admit(paths, name) {
      if (paths.length === 0) {
        throw new AppError('VALIDATION', { message: 'No file was chosen.' });
      }
      const id = context.newId();
      sources.set(id, { paths: [...paths], name: name.slice(0, 500) });
      const [oldest] = sources.keys();
      if (sources.size > maxSources && oldest !== undefined) sources.delete(oldest);
      return id;
    },
    get(sourceId) {
      const source = sources.get(sourceId);
      if (source !== undefined) return source;
      throw new AppError('NOT_FOUND', {
        message: 'This file is no longer open in the app.',
        nextStep: 'Choose the file or folder again.',
      });
    },
  };
}
