import type { MappedCard } from '../cards/card.ts';
import { isJsonObject } from '../support/json.ts';

/** Values of a mapping that have no origin: there are none, and the tests hold it to that. */
export function originMissing(mapped: MappedCard): readonly string[] {
  return Object.entries(mapped.attributes).flatMap(([name, value]) => {
    if (value === undefined || value === null) return [];
    const has = (path: string): boolean =>
      mapped.provenance.some((each) => each.path === path || each.path.startsWith(`${path}.`));
    if (has(name)) return [];
    if (!Array.isArray(value)) return isJsonObject(value) && has(name) ? [] : [name];
    return value.flatMap((_, at) => (has(`${name}[${at}]`) ? [] : [`${name}[${at}]`]));
  });
}
