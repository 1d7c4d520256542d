import { formatCount, formatCounted } from './format.ts';

/** The words of the decision to register. */
export const registerText = {
  title: 'Register',
  targetState: 'Register as',
  willHappen: 'What will happen',
  create: (count: number): string => `${formatCounted(count, 'DOI is', 'DOIs are')} created`,
  update: (count: number): string => `${formatCounted(count, 'DOI is', 'DOIs are')} updated`,
  unchanged: (count: number): string =>
    `${formatCounted(count, 'record is', 'records are')} left alone: already so at the service`,
  invalid: (count: number): string =>
    `${formatCounted(count, 'record is', 'records are')} left out: something stands against them`,
  observeOnly: (count: number): string =>
    `${formatCounted(count, 'record is', 'records are')} left out: not ours to change`,
  showInvalid: 'Show them',
  gates: 'Before publishing',
  gatesOnPractice: 'Shown for practice. Elsewhere these hold you back.',
  gateCount: (count: number): string => formatCounted(count, 'record', 'records'),
  nothing: 'There is nothing to send.',
  button: (count: number, state: string, environment: string, repository: string): string =>
    `Register ${formatCount(count)} as ${state} on ${environment}: ${repository}`,
  cancel: 'Cancel',
  queued: (count: number): string =>
    `${formatCounted(count, 'record waits', 'records wait')} in the outbox.`,
} as const;
