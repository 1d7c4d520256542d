import type { Channel, EventName } from '#shared/contract/contract.ts';

/** Which answers may be out of date after which event. Total: a new event must be thought about. */
export const affectedBy: Readonly<Record<EventName, readonly Channel[]>> = {
  'app.changed': ['app.state', 'settings.get'],
  'repositories.changed': [
    'app.state',
    'repositories.list',
    'practice.status',
    'practice.holdings',
  ],
  'collections.changed': [
    'collections.list',
    'collections.get',
    'imports.list',
    'practice.status',
    'reservations.list',
    'recipes.list',
  ],
  'imports.changed': ['imports.get', 'imports.list'],
  'records.changed': [
    'conflicts.list',
    'conflicts.get',
    'app.state',
    'records.get',
    'records.facets',
    'records.payload',
    'collections.list',
    'collections.get',
    'practice.status',
    'practice.holdings',
    'register.plan',
  ],
  'outbox.changed': [
    'app.state',
    'outbox.summary',
    'outbox.batches',
    'outbox.operation',
    'collections.list',
    'collections.get',
    'register.plan',
    'practice.status',
    'practice.holdings',
  ],
  'sync.changed': ['app.state', 'sync.status'],
  'history.changed': ['history.verify', 'history.list'],
};
