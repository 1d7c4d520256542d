import { CsvError, parse } from 'csv-parse/sync';

import { AppError } from '#shared/support/app-error.ts';

/** Rows of a small CSV text that a person pasted, as cells; the delimiter is what its first line uses most. */
export function parseCsvText(text: string): string[][] {
  const head = text.split(/\r?\n/, 1)[0] ?? '';
  const delimiter = [',', ';', '\t'].reduce((best, one) =>
    head.split(one).length > head.split(best).length ? one : best,
  );
  try {
    return parse(text.replace(/^\ufeff/, ''), {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
    });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new AppError('SOURCE_UNREADABLE', {
      message: `This is no CSV text: ${cause.message}`,
      nextStep: 'Copy it again from the file, with its header line.',
    });
  }
}
