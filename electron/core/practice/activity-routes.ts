import type { JsonObject } from '#shared/support/json.ts';
import type { Activity } from './activity-table.ts';
import { jsonAnswer, type Answer } from './answer.ts';
import { readPage } from './page.ts';
import type { PracticeRequest } from './request.ts';
import type { World } from './world.ts';

/** What activities are asked of; null asks of all. */
export interface ActivityScope {
  readonly doi: string | null;
  readonly clientId: string | null;
}

/**
 * `GET /activities`, `/dois/:doi/activities` and `/clients/:id/activities` (datacite.md 2.3): public,
 * newest first. The link to the next page forgets what was asked for, as at the service.
 */
export function listActivities(
  request: PracticeRequest,
  world: World,
  scope: ActivityScope,
  lagMs: number,
): Answer {
  const page = readPage(request.query);
  const filter = { ...scope, untilMs: world.clock.now() - lagMs };
  const total = world.activities.count(filter);
  const pages = page.size > 0 ? Math.ceil(total / page.size) : 0;
  const rows = world.activities.page(filter, {
    oldestFirst: request.query.get('sort') === 'created',
    offset: (page.number - 1) * page.size,
    limit: page.size,
  });
  return jsonAnswer(200, {
    data: rows.map((activity) => serialiseActivity(activity, world)),
    meta: { total, totalPages: pages, page: page.number },
    links: {
      self: world.baseUrl + request.target,
      ...(page.number < pages && {
        next: `${world.baseUrl}/activities?page%5Bnumber%5D=${page.number + 1}&page%5Bsize%5D=${page.size}`,
      }),
    },
  });
}

function serialiseActivity(activity: Activity, world: World): JsonObject {
  const member = world.accounts.byUsername(activity.username);
  const owner = member?.clientId === null ? 'providers' : 'repositories';
  return {
    id: activity.requestId,
    type: 'activities',
    attributes: {
      'prov:wasGeneratedBy': `${world.baseUrl}/activities/${activity.requestId}`,
      'prov:generatedAtTime': new Date(activity.createdMs).toISOString(),
      // As on the test system, whose DOIs do not resolve at doi.org either.
      'prov:wasDerivedFrom': `https://handle.test.datacite.org/${activity.doi}`,
      'prov:wasAttributedTo': `${world.baseUrl}/${owner}/${activity.username.toLowerCase()}`,
      action: activity.action,
      version: activity.version,
      changes: activity.changes,
    },
  };
}
