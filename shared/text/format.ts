/**
 * Numbers, times and sizes as people read them. Pure: whoever calls passes the present moment. One
 * place, so that the screens and the command line write a figure the same way.
 */
const counts = new Intl.NumberFormat('en');
const oneDigit = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** `1204` as `1,204`. */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** The figure with its noun: `1 record`, `1,204 records`. */
export function formatCounted(count: number, one: string, other: string): string {
  return `${counts.format(count)} ${count === 1 ? one : other}`;
}

/** Bytes in the unit that a person would use, binary steps: `1.4 MiB`. */
export function formatBytes(sizeBytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB'] as const;
  let size = sizeBytes;
  let step = 0;
  while (size >= 1024 && step < units.length - 1) {
    size /= 1024;
    step += 1;
  }
  return `${oneDigit.format(size)} ${units[step] ?? 'GiB'}`;
}

/** A waiting time, rounded as one would say it: `under a second`, `40 seconds`, `3 minutes`. */
export function formatDuration(seconds: number): string {
  if (seconds < 1) return 'under a second';
  if (seconds < 90) return formatCounted(Math.round(seconds), 'second', 'seconds');
  if (seconds < 5400) return formatCounted(Math.round(seconds / 60), 'minute', 'minutes');
  return `${oneDigit.format(seconds / 3600)} hours`;
}

/** Items a second, with a digit after the point only while it matters. */
export function formatRate(perSecond: number): string {
  const rate = perSecond < 10 ? oneDigit.format(perSecond) : counts.format(Math.round(perSecond));
  return `${rate} a second`;
}

/** How long ago: `just now`, `2 minutes ago`, `3 days ago`; the date after a month. */
export function formatAgo(timestamp: string, nowMs: number): string {
  const elapsed = (nowMs - Date.parse(timestamp)) / 1000;
  if (Number.isNaN(elapsed)) return timestamp;
  if (elapsed < 45) return 'just now';
  if (elapsed < 5400) return `${formatCounted(Math.round(elapsed / 60), 'minute', 'minutes')} ago`;
  if (elapsed < 36 * 3600)
    return `${formatCounted(Math.round(elapsed / 3600), 'hour', 'hours')} ago`;
  if (elapsed < 30 * 86_400)
    return `${formatCounted(Math.round(elapsed / 86_400), 'day', 'days')} ago`;
  return formatDate(timestamp);
}

/** `21 Nov 2026`, in the time zone of whoever reads. */
export function formatDate(timestamp: string): string {
  return format(timestamp, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** `21 Nov 2026, 14:05`, in the time zone of whoever reads. */
export function formatDateTime(timestamp: string): string {
  return format(timestamp, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** `14:05`, in the time zone of whoever reads. */
export function formatClock(timestamp: string): string {
  return format(timestamp, { hour: '2-digit', minute: '2-digit' });
}

function format(timestamp: string, options: Intl.DateTimeFormatOptions): string {
  const moment = Date.parse(timestamp);
  // Not a time: shown as it stands rather than as "Invalid Date".
  return Number.isNaN(moment)
    ? timestamp
    : new Intl.DateTimeFormat('en-GB', options).format(moment);
}
