/** From each record to those after it. Everything here is written with loops: chains can be long. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

export function toGraph(links: readonly { readonly start: string; readonly end: string }[]): Graph {
  const graph = new Map<string, Set<string>>();
  for (const { start, end } of links) {
    const known = graph.get(start);
    if (known === undefined) graph.set(start, new Set([end]));
    else known.add(end);
  }
  return graph;
}

export function reversed(graph: Graph): Graph {
  const result = new Map<string, Set<string>>();
  for (const [from, targets] of graph) {
    for (const to of targets) {
      const known = result.get(to);
      if (known === undefined) result.set(to, new Set([from]));
      else known.add(from);
    }
  }
  return result;
}

/** Direct targets of a record that can also be reached over another of its targets. One walk for all. */
export function needlessTargets(graph: Graph, from: string): ReadonlySet<string> {
  const direct = graph.get(from) ?? new Set<string>();
  const needless = new Set<string>();
  const seen = new Set<string>();
  const ahead = [...direct].flatMap((key) => [...(graph.get(key) ?? [])]);
  for (let key = ahead.pop(); key !== undefined; key = ahead.pop()) {
    if (seen.has(key)) continue;
    seen.add(key);
    if (direct.has(key)) needless.add(key);
    ahead.push(...(graph.get(key) ?? []));
  }
  return needless;
}

/** Groups of two and more records of which each can be reached from each (R. Tarjan 1972, without recursion). */
export function circlesOf(graph: Graph): string[][] {
  const found: string[][] = [];
  const number = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  for (const root of graph.keys()) {
    if (number.has(root)) continue;
    const path = [{ key: root, next: [...(graph.get(root) ?? [])] }];
    enter(root);
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const to = step.next.pop();
      if (to === undefined) {
        path.pop();
        leave(step.key, path.at(-1)?.key);
      } else if (!number.has(to)) {
        enter(to);
        path.push({ key: to, next: [...(graph.get(to) ?? [])] });
      } else if (onStack.has(to)) {
        low.set(step.key, Math.min(low.get(step.key) ?? 0, number.get(to) ?? 0));
      }
    }
  }
  return found;

  function enter(key: string): void {
    number.set(key, number.size);
    low.set(key, number.size - 1);
    stack.push(key);
    onStack.add(key);
  }

  function leave(key: string, parent: string | undefined): void {
    const lowest = low.get(key) ?? 0;
    if (parent !== undefined) low.set(parent, Math.min(low.get(parent) ?? 0, lowest));
    if (lowest !== number.get(key)) return;
    const group = stack.splice(stack.lastIndexOf(key));
    for (const member of group) onStack.delete(member);
    if (group.length > 1) found.push(group);
  }
}

/** The keys in groups that links join, each in the order given; the groups by their first key. */
export function runsOf(
  keys: readonly string[],
  links: readonly { readonly start: string; readonly end: string }[],
): string[][] {
  const near = new Map<string, string[]>(keys.map((key) => [key, []]));
  for (const { start, end } of links) {
    near.get(start)?.push(end);
    near.get(end)?.push(start);
  }
  const run = new Map<string, number>();
  let count = 0;
  for (const first of keys) {
    if (run.has(first)) continue;
    const ahead = [first];
    for (let key = ahead.pop(); key !== undefined; key = ahead.pop()) {
      if (run.has(key) || !near.has(key)) continue;
      run.set(key, count);
      ahead.push(...(near.get(key) ?? []));
    }
    count += 1;
  }
  const runs: string[][] = Array.from({ length: count }, () => []);
  for (const key of keys) runs[run.get(key) ?? 0]?.push(key);
  return runs;
}

export function canReach(graph: Graph, from: string, to: string): boolean {
  const seen = new Set<string>();
  const ahead = [from];
  for (let key = ahead.pop(); key !== undefined; key = ahead.pop()) {
    if (key === to) return true;
    if (seen.has(key)) continue;
    seen.add(key);
    ahead.push(...(graph.get(key) ?? []));
  }
  return false;
}
