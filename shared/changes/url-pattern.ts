import { AppError } from '../support/app-error.ts';

const placeholder = /\{(\w+)\}/g;

/**
 * Addresses of the pattern `from` written as `to` says: `https://old.example.org/item/{id}` to
 * `https://data.example.org/{id}`. A part stands for one or more characters without a slash, the last one for
 * the rest of the address. An address of another pattern stays. Throws `VALIDATION` for a part that only
 * `to` has.
 */
export function compileUrlPattern(from: string, to: string): (url: string) => string {
  const names = [...from.matchAll(placeholder)].map(([, name]) => name ?? '');
  const unknown = [...to.matchAll(placeholder)].find(([, name]) => !names.includes(name ?? ''));
  if (unknown !== undefined) {
    throw new AppError('VALIDATION', {
      message: `The new address has the part ${unknown[0]}, which the old one has not.`,
      nextStep: 'Use only parts of the old address, written in the same way.',
      path: 'to',
    });
  }
  const pieces = from.split(/\{\w+\}/);
  return (url) => {
    const parts = match(url, pieces);
    if (parts === null) return url;
    return to.replace(placeholder, (_, name: string) => parts[names.indexOf(name)] ?? '');
  };
}

/** The parts between the pieces; each as short as it can be, so that no address takes long. */
function match(url: string, pieces: readonly string[]): string[] | null {
  const [first = '', ...rest] = pieces;
  if (!url.startsWith(first)) return null;
  const parts: string[] = [];
  let at = first.length;
  for (const [index, piece] of rest.entries()) {
    const isLast = index === rest.length - 1;
    const end = isLast ? url.length - piece.length : url.indexOf(piece, at + 1);
    const part = end < at + 1 ? '' : url.slice(at, end);
    if (part === '' || (!isLast && part.includes('/')) || !url.startsWith(piece, end)) return null;
    parts.push(part);
    at = end + piece.length;
  }
  return at === url.length ? parts : null;
}
