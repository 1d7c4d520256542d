/** Paths in a record as findings write them: `creators[3].nameIdentifiers[0]`, `rightsList[0]["odd name"]`. */
export type Segment = string | number;

const plainName = /^[\w-]+$/;

/** `creators[3].name`; names that are no plain word are put in quotes. */
export function pathText(segments: readonly Segment[]): string {
  let text = '';
  for (const segment of segments) {
    if (typeof segment === 'number') text += `[${segment}]`;
    else if (plainName.test(segment)) text += text === '' ? segment : `.${segment}`;
    else text += `[${JSON.stringify(segment)}]`;
  }
  return text;
}

const piece = /\[(?<index>\d+)\]|\[(?<quoted>"(?:[^"\\]|\\.)*")\]|\.?(?<name>[\w-]+)/gy;

/** The segments of a path; the inverse of `pathText`. */
export function pathSegments(path: string): Segment[] {
  return [...path.matchAll(piece)].map(({ groups }) => {
    if (groups?.['index'] !== undefined) return Number(groups['index']);
    if (groups?.['quoted'] !== undefined) return JSON.parse(groups['quoted']) as string;
    return groups?.['name'] ?? '';
  });
}
