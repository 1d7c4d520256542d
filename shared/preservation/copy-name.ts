/** Longer names do not fit every file system together with a folder (Windows: 260 characters in all). */
const longestName = 140;
/** Of a long name, so much stays readable before its digest. */
const readableLength = 60;

/**
 * The name, without ending, of the files that keep a DOI. Injective also where a file system takes upper
 * for lower case or rewrites letters of other scripts: what is not `a-z`, `0-9`, `.` or `-` becomes `_` and
 * two hexadecimal digits for each byte of UTF-8. A name that would be too long ends in `_x` and its SHA-256:
 * `x` is no such digit, so it meets no other.
 */
export function copyName(doiKey: string, sha256: (text: string) => string): string {
  const bytes = [...new TextEncoder().encode(doiKey)];
  const name = bytes
    .map((byte) => {
      const sign = String.fromCharCode(byte);
      return /[a-z0-9.-]/.test(sign) ? sign : `_${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');
  if (name.length <= longestName) return name;
  return `${name.slice(0, readableLength)}_x${sha256(doiKey)}`;
}
