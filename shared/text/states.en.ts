import type { z } from 'zod';

import type { environment, recordState, syncState, targetState } from '../contract/define.ts';
import type { OperationStatus } from '../contract/outbox.ts';
import type { Severity } from '../findings/finding.ts';
import { formatCounted } from './format.ts';

type Environment = z.output<typeof environment>;
type RecordState = z.output<typeof recordState>;
type SyncState = z.output<typeof syncState>;
type TargetState = z.output<typeof targetState>;

interface Named {
  readonly label: string;
  /** What it means, one sentence. */
  readonly meaning: string;
}

/** The words for states, the same on every screen and on the command line. */
export const stateText: Readonly<Record<RecordState, Named>> = {
  reserved: { label: 'Reserved', meaning: 'The name is chosen here and not yet sent.' },
  draft: { label: 'Draft', meaning: 'At the service, but it does not resolve and can be deleted.' },
  registered: { label: 'Registered', meaning: 'It resolves, but no search shows it.' },
  findable: { label: 'Findable', meaning: 'It resolves, and everyone can find it.' },
};

export const targetStateText: Readonly<Record<TargetState, Named>> = {
  draft: { label: 'Draft', meaning: 'Kept at the service. Does not resolve; can be deleted.' },
  registered: { label: 'Registered', meaning: 'Resolves for good. Not shown in searches.' },
  findable: { label: 'Findable', meaning: 'Resolves for good. Everyone can find it.' },
};

export const syncText: Readonly<Record<SyncState, Named>> = {
  local: { label: 'Only here', meaning: 'Never sent.' },
  unsent: { label: 'Unsent change', meaning: 'Changed here since the service last confirmed it.' },
  sending: { label: 'Being sent', meaning: 'Waits in the outbox or is on its way.' },
  failed: { label: 'Failed', meaning: 'The service refused the last attempt.' },
  conflict: { label: 'Conflict', meaning: 'Changed here and at the service.' },
  'in-step': { label: 'In step', meaning: 'Equal to the last known copy at the service.' },
  'observe-only': { label: 'Observe only', meaning: 'Not ours to change.' },
};

export const environmentText: Readonly<Record<Environment, Named>> = {
  practice: { label: 'Practice', meaning: 'Nothing you do here reaches DataCite.' },
  test: { label: 'Test', meaning: "DataCite's test system. Names here do not resolve." },
  production: { label: 'Production', meaning: 'What you send here is public and permanent.' },
  custom: { label: 'Custom', meaning: 'An endpoint that someone entered by hand.' },
};

export const severityText: Readonly<Record<Severity, Named>> = {
  error: { label: 'Error', meaning: 'The service would refuse the record.' },
  warning: { label: 'Warning', meaning: 'It would be accepted, but lose something or fall short.' },
  hint: { label: 'Hint', meaning: 'It could be better.' },
};

/** `1 hint`, `6 hints`. */
export function countHints(count: number): string {
  return formatCounted(count, 'hint', 'hints');
}

export const operationStatusText: Readonly<Record<OperationStatus, Named>> = {
  queued: { label: 'Waits its turn', meaning: 'Not sent yet.' },
  'in-flight': { label: 'Being sent', meaning: 'The request is on its way.' },
  unknown: { label: 'Being checked', meaning: 'No clear answer came; the app asks the service.' },
  waiting: { label: 'Waits to try again', meaning: 'A passing failure; it goes on by itself.' },
  rejected: { label: 'Refused', meaning: 'The service refused it; something must change.' },
  conflict: { label: 'Conflict', meaning: 'The record changed at the service meanwhile.' },
  done: { label: 'Done', meaning: 'Confirmed by the service.' },
  cancelled: { label: 'Cancelled', meaning: 'Taken back before it was sent.' },
  superseded: { label: 'Replaced', meaning: 'A later change took its place.' },
};

/** Leads from a finding to the help on its rule. */
export const aboutFinding = 'About this rule';
