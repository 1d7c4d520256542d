import type { ParsedInput } from '#shared/contract/contract.ts';
import { AppError } from '#shared/support/app-error.ts';
import { assertNever } from '#shared/support/assert.ts';
import type { PracticeHub } from '../practice-hub/practice-hub.ts';
import type { HubItem } from './item-table.ts';
import { practiceHubId } from './profile-table.ts';

type Change = ParsedInput<'hub.practise'>['change'];

/** Makes something happen to an item of the practice hub; the watch then finds it, as it would on a real one. */
export function practise(hub: PracticeHub | null, item: HubItem, change: Change): void {
  if (hub === null || item.profileId !== practiceHubId) {
    throw new AppError('FORBIDDEN', { message: 'Only the practice hub can be changed from here.' });
  }
  const { changes, world } = hub;
  const { kind } = item;
  const repo =
    world.repos.find((each) => each.kind === kind && each.objectId === item.objectId) ??
    changes.find(kind, item.name);
  const { name } = repo;
  const card = changes.headOf(repo).files['README.md'];
  const text = card !== undefined && 'text' in card ? card.text : '';
  const write = (title: string, next: string): void =>
    void changes.moveHead(kind, name, title, { 'README.md': { text: next } });
  switch (change) {
    case 'move-head':
      changes.moveHead(kind, name, 'Add the measurements of this month', {
        [`data/part-${world.made}.parquet`]: { bytes: 1_200_000 + world.made },
      });
      break;
    case 'change-licence':
      write(
        'Change the licence',
        /^license:.*$/m.test(text)
          ? text.replace(
              /^license:.*$/m,
              `license: ${text.includes('license: cc0-1.0') ? 'cc-by-4.0' : 'cc0-1.0'}`,
            )
          : `---\nlicense: cc0-1.0\n---\n${text}`,
      );
      break;
    case 'change-authors':
      write(
        'Correct the authors',
        text.replace(/author\s*=\s*\{([^}]*)\}/, 'author = {Berger, Lea and $1}'),
      );
      break;
    case 'rename':
      changes.rename(kind, name, `${name}-v2`);
      break;
    case 'make-private':
    case 'make-public':
      changes.set(kind, name, { isPrivate: change === 'make-private' });
      break;
    case 'gate':
      changes.set(kind, name, { gated: repo.gated === false ? 'manual' : false });
      break;
    case 'disable':
      changes.set(kind, name, { isDisabled: !repo.isDisabled });
      break;
    case 'squash':
      changes.squash(kind, name);
      break;
    case 'recreate':
      changes.recreate(kind, name);
      break;
    case 'delete':
      changes.remove(kind, name);
      break;
    case 'block':
      changes.set(kind, name, { isBlocked: repo.isBlocked !== true });
      break;
    case 'change-record':
      changes.setRecord(kind, name, { title: `${name} (title corrected by the hub)` });
      break;
    case 'limit-rate':
      hub.setRate({ quota: 5, windowSeconds: 60 });
      break;
    case 'lift-limit':
      hub.setRate(null);
      break;
    case 'drop-doi-tag':
      changes.set(kind, name, { hasDoiTag: false });
      break;
    default:
      assertNever(change);
  }
  hub.keep();
}
