/**
 * What licences the packages of the lockfile have, and whether the table of dependencies tells the truth
 * about those that we name. Pure: takes the two files, answers complaints.
 */

/** Shipped packages: permissive, and MPL-2.0, whose files stay as they are. */
const shipped = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'MPL-2.0',
  'Zlib',
]);
/** Tools besides: nothing of them is passed on. */
const tools = new Set([...shipped, 'Python-2.0', 'CC-BY-4.0', 'WTFPL']);

/** Shipped under a licence of its own, with what that asks for done. */
const exceptions: Readonly<Record<string, string>> = {
  elkjs: 'EPL-2.0 OR GPL-3.0-or-later', // used unmodified under the EPL, in files of its own; NOTICE says where its source is
  citeproc: 'CPAL-1.0 OR AGPL-1.0', // used unmodified under the CPAL; NOTICE names it as that asks
};

export interface LockEntry {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly link?: boolean;
}

export interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

export interface Supply {
  readonly complaints: readonly string[];
  readonly shippedCount: number;
  readonly toolCount: number;
}

/** Reads an SPDX expression of names, OR and AND, with brackets. */
export function isAllowed(expression: string, allowed: ReadonlySet<string>): boolean {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const term = (): boolean => {
    const token = tokens[at];
    at += 1;
    if (token !== '(') return token !== undefined && allowed.has(token);
    const inner = either();
    at += 1;
    return inner;
  };
  const both = (): boolean => {
    let is = term();
    while (tokens[at] === 'AND') {
      at += 1;
      const next = term();
      is &&= next;
    }
    return is;
  };
  const either = (): boolean => {
    let is = both();
    while (tokens[at] === 'OR') {
      at += 1;
      const next = both();
      is ||= next;
    }
    return is;
  };
  return either() && at === tokens.length;
}

/** Packages in what people install, with all below them: each is code that somebody else can change. */
export const mostShipped = 200;

export function checkSupply(
  manifest: Manifest,
  packages: Readonly<Record<string, LockEntry>>,
  table: string,
): Supply {
  const complaints: string[] = [];
  let shippedCount = 0;
  let toolCount = 0;
  for (const [path, entry] of Object.entries(packages)) {
    const name = path.split('node_modules/').at(-1) ?? '';
    if (path === '' || entry.link === true) continue;
    const isTool = entry.dev === true || entry.devOptional === true;
    if (isTool) toolCount += 1;
    else shippedCount += 1;
    const licence = entry.license ?? 'none';
    if (exceptions[name] !== licence && !isAllowed(licence, isTool ? tools : shipped)) {
      complaints.push(`${name} ${entry.version ?? ''}: the licence ${licence} is not on the list`);
    }
    if (entry.hasInstallScript === true && !(name in manifest.allowScripts) && !isTool) {
      complaints.push(`${name}: has an install script that nobody decided about (allowScripts)`);
    }
  }
  if (shippedCount > mostShipped) {
    complaints.push(
      `${String(shippedCount)} packages are shipped: more than ${String(mostShipped)} need a decision (test/supply/licences.ts)`,
    );
  }
  complaints.push(...checkTable(manifest, packages, table));
  return { complaints, shippedCount, toolCount };
}

function checkTable(
  manifest: Manifest,
  packages: Readonly<Record<string, LockEntry>>,
  table: string,
): string[] {
  const rows = new Map(
    table
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .map((cells) => [cells[1] ?? '', cells] as const),
  );
  const named = { ...manifest.dependencies, ...manifest.devDependencies };
  const missing = Object.entries(named).flatMap(([name, version]) => {
    const row = rows.get(name);
    if (row === undefined) return [`${name}: has no row in the table of dependencies`];
    const licence = packages[`node_modules/${name}`]?.license ?? 'none';
    if (row[2] !== version) return [`${name}: the table says ${row[2] ?? ''}, it is ${version}`];
    if (row[3] !== licence) return [`${name}: the table says ${row[3] ?? ''}, it is ${licence}`];
    if (row[4] === '') return [`${name}: the table does not say what for`];
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(row[5] ?? '');
    if (!isDay) return [`${name}: the table does not give the day of its last release`];
    return row[6] === '' ? [`${name}: the table does not say why not another`] : [];
  });
  const gone = [...rows.keys()]
    .filter((name) => !['package', '---'].includes(name) && !(name in named))
    .map((name) => `${name}: stands in the table and is no dependency any more`);
  return [...missing, ...gone];
}
