import { trait, traitsOf } from '../../values/text-traits.ts';
import type { Context } from './context.ts';
import { pathText } from '../path.ts';
import { report } from './context.ts';
import { mendTo, mendUrl, withoutControls, withoutDirections } from './mend.ts';

const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/;
const direction = /[\u202A-\u202E\u2066-\u2069]/;
const beyondBmp = /[\uD800-\uDFFF]/;

/** Columns of three-byte UTF-8 (datacite.md 1.4); texts in JSON columns may hold anything. */
const narrowColumns: ReadonlySet<unknown> = new Set(['version', 'url', 'reason']);

/** Notes what a text holds that does not survive, what occurs in it, and its length. */
export function checkText(context: Context, text: string): void {
  const traits = traitsOf(text);
  context.traits |= traits;
  context.textLength += text.length;
  if ((traits & trait.suspect) !== 0) reportSuspect(context, text);
}

function reportSuspect(context: Context, text: string): void {
  const path = pathText(context.path);
  if (control.test(text)) {
    const fix = mendTo('Remove them', path, withoutControls(text));
    report(context, 'text-control-characters', { fix });
  }
  if (!text.isWellFormed()) report(context, 'text-broken-characters');
  if (direction.test(text)) {
    const fix = mendTo('Remove them', path, withoutDirections(text));
    report(context, 'text-direction-controls', { fix });
  }
  if (context.path.length === 1 && narrowColumns.has(context.path[0]) && beyondBmp.test(text)) {
    const fix = path === 'url' ? mendTo('Encode it', path, mendUrl(text)) : undefined;
    report(context, 'text-rare-characters', { fix });
  }
}
