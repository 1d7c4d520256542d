import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compileXsd } from '#core/xml/validate-xsd.ts';

/**
 * The official XSD, examples and bodies, which are not ours to ship: read from `../shared` where it
 * stands beside the project. Tests that need them say that they skip when it does not.
 */
const folder = join(import.meta.dirname, '../../../../shared/datacite');

export const hasOfficial = existsSync(folder);

export function compileOfficial(): ReturnType<typeof compileXsd> {
  const schema = join(folder, 'xsd/kernel-4');
  const names = readdirSync(join(schema, 'include'));
  const files = Object.fromEntries(
    names.map((name) => [`include/${name}`, readFileSync(join(schema, 'include', name), 'utf8')]),
  );
  return compileXsd(readFileSync(join(schema, 'metadata.xsd'), 'utf8'), files);
}

export interface Named {
  readonly name: string;
  readonly text: string;
}

export function examples(): Named[] {
  const at = join(folder, 'examples');
  return readdirSync(at)
    .filter((name) => name.endsWith('.xml'))
    .map((name) => ({ name, text: readFileSync(join(at, name), 'utf8') }));
}

export interface Case {
  readonly file: string;
  readonly valid: boolean;
  readonly state: 'draft' | 'registered' | 'findable';
  readonly expected: {
    readonly status: number;
    readonly errors?: readonly { source?: string; title: string }[];
  };
  readonly body: unknown;
}

export function bodies(): Case[] {
  const at = join(folder, 'bodies');
  const index = JSON.parse(readFileSync(join(at, 'index.json'), 'utf8')) as { cases: Case[] };
  return index.cases.map((each) => ({
    ...each,
    body: JSON.parse(readFileSync(join(at, each.file), 'utf8')) as unknown,
  }));
}
