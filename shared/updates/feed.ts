import { z } from 'zod';

/**
 * What a feed says of the newest version, in the form that electron-builder writes beside its packages
 * (`latest.yml` and its fellows); more stands in it, and is of no use here.
 */
export const release = z.object({
  version: z
    .string()
    .max(100)
    .regex(/^\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/),
  /** The package, as its address within the feed. */
  path: z.string().max(500),
});

/**
 * True when the first version comes after the second (Semantic Versioning 2.0.0, section 11). Of two early versions
 * of the same release the texts decide, which is enough for `beta.1` and `beta.2`.
 */
export function isNewer(version: string, than: string): boolean {
  const [one, other] = [partsOf(version), partsOf(than)];
  for (const [at, number] of one.numbers.entries()) {
    const against = other.numbers[at] ?? 0;
    if (number !== against) return number > against;
  }
  if (one.early === '' || other.early === '') return one.early === '' && other.early !== '';
  return one.early.localeCompare(other.early, 'en', { numeric: true }) > 0;
}

function partsOf(version: string): { readonly numbers: readonly number[]; readonly early: string } {
  const [main = '', early = ''] = (version.split('+')[0] ?? '').split(/-(.*)/s);
  return { numbers: main.split('.').map(Number), early };
}

/** The address of a package of the feed; null when it would lead to another host. */
export function downloadOf(feed: string, path: string): string | null {
  const base = `${feed.replace(/\/+$/, '')}/`;
  if (!URL.canParse(path, base)) return null;
  const { origin, href } = new URL(path, base);
  return origin === new URL(feed).origin ? href : null;
}
