import type { CoreContext } from '#core/context.ts';
import { insertRepository } from '#core/repositories/repository-table.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { addRecords } from '../../core/outbox/harness.ts';
import { origin, username } from './service.ts';

const plain: Attributes = {
  creators: [{ name: 'Brunner, Lea', nameType: 'Personal' }],
  publicationYear: 2024,
  types: { resourceTypeGeneral: 'Dataset', resourceType: 'Measurements' },
};

/** The account of the simulated service, and records that were not sent yet; returns their DOIs. */
export function fillLedger(
  context: CoreContext,
  recordCount: number,
  attributes: (index: number) => Attributes,
): string[] {
  const { ledger } = context;
  insertRepository(ledger, {
    id: 'practice',
    name: 'Practice repository',
    environment: 'practice',
    endpoint: origin,
    clientId: username,
    prefixes: ['10.5072'],
    domains: null,
    createdAt: context.timestamp(),
  });
  ledger.db.run(
    `insert into collection (id, repository_id, name, created_at) values (1, 'practice', 'Test', '')`,
  );
  return addRecords(context, recordCount, (index) => ({ ...plain, ...attributes(index) }));
}
