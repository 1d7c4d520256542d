import { formatCounted, formatDuration, formatRate } from './format.ts';

/** The words of what is loaded to pick values from. */
export const suggestionsText = {
  rorTitle: 'Organisations (ROR)',
  rorNone: 'No ROR data dump is loaded. Organisations are suggested from your own records only.',
  rorLoaded: (count: number, file: string): string =>
    `${formatCounted(count, 'organisation', 'organisations')} from ${file}.`,
  rorChoose: 'Load a ROR data dump',
  rorReplace: 'Load a newer ROR data dump',
  rorHint:
    'The ZIP that ROR publishes on Zenodo, as it is, or the .json file in it. It stays on this computer.',
  rorCopying: 'Taking the file over',
  rorReading: 'Reading organisations',
  rorProgress: (
    count: string,
    { perSecond, secondsLeft }: { perSecond: number | null; secondsLeft: number | null },
  ): string =>
    [
      `${count} organisations so far`,
      perSecond === null ? '' : formatRate(perSecond),
      secondsLeft === null ? '' : `${formatDuration(secondsLeft)} left`,
    ]
      .filter((part) => part !== '')
      .join(', '),
  rorFailed: 'The dump was not loaded',
  rorFailedNext:
    'What was loaded before is still there. Choose the ZIP of a ROR data dump, or the .json file in it.',
  pause: 'Pause',
  goOn: 'Go on',
  stopHere: 'Stop here',
} as const;
