/** One rule over many conflicts: a side for each attribute that is named, and perhaps one for the rest. */
export interface SettlingRules {
  readonly choices: readonly { readonly path: string; readonly take: 'mine' | 'theirs' }[];
  /** For attributes that no choice names; null leaves them open. */
  readonly otherwise: 'mine' | 'theirs' | null;
}

/** What rules would do, in records and in values. */
export interface SettlingForecast {
  /** Nothing is left to decide: what was held back goes on. */
  readonly settledCount: number;
  /** Something was decided, something is still open. */
  readonly openCount: number;
  /** No rule speaks of any of their values. */
  readonly untouchedCount: number;
  readonly valueCount: number;
}

/**
 * How many of a record's open attributes the rules decide. A record whose values came to agree by
 * themselves has none left, and is released by a rule for everything only.
 */
function decidedCount(paths: readonly string[], rules: SettlingRules): number {
  if (rules.otherwise !== null) return paths.length;
  return paths.filter((path) => rules.choices.some((choice) => choice.path === path)).length;
}

/** True where the rules do anything to a record with these open attributes. */
export function isTouched(paths: readonly string[], rules: SettlingRules): boolean {
  return rules.otherwise !== null || decidedCount(paths, rules) > 0;
}

/** `records`: the open attributes of each record in conflict. */
export function foreseeSettling(
  records: Iterable<readonly string[]>,
  rules: SettlingRules,
): SettlingForecast {
  const forecast = { settledCount: 0, openCount: 0, untouchedCount: 0, valueCount: 0 };
  for (const paths of records) {
    const decided = decidedCount(paths, rules);
    forecast.valueCount += decided;
    if (!isTouched(paths, rules)) forecast.untouchedCount += 1;
    else if (decided === paths.length) forecast.settledCount += 1;
    else forecast.openCount += 1;
  }
  return forecast;
}
