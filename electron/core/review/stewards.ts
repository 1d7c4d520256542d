import type { KeyObject } from 'node:crypto';

import type { Steward } from '#shared/contract/review-shapes.ts';
import { AppError } from '#shared/support/app-error.ts';
import { Secret } from '#shared/support/secret.ts';
import { reviewText as text } from '#shared/text/review.en.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { Handlers } from '../router.ts';
import { fingerprintOf, makeStewardKey, openStewardKey, signText } from './steward-key.ts';

export interface StewardRow {
  readonly id: string;
  readonly name: string;
  readonly public_key: string;
  readonly sealed_key: string | null;
}

/** The people who review on this computer, and those whose reviews come from elsewhere. */
export interface Stewards {
  readonly handlers: Pick<
    Handlers,
    | 'stewards.list'
    | 'stewards.create'
    | 'stewards.add'
    | 'stewards.choose'
    | 'stewards.unlock'
    | 'stewards.lock'
  >;
  /** Who works now; null: nobody said so. */
  current(): StewardRow | null;
  /** As `current`, or throws `FORBIDDEN` with what to do. */
  required(): StewardRow;
  find(id: string): StewardRow | null;
  findByKey(publicKey: string): StewardRow | null;
  isUnlocked(id: string): boolean;
  /** Signs for the current person; throws `VAULT_UNAVAILABLE` while her key is locked. */
  sign(signed: string): { readonly steward: StewardRow; readonly signature: string };
  describe(row: StewardRow): Steward;
}

const settingKey = 'review.steward';
/** A key that nobody used for so long is locked: the chair may have another person on it. */
const idleMs = 30 * 60_000;

export function createStewards(context: CoreContext, N?: number): Stewards {
  const { ledger, ports } = context;
  let unlocked: { id: string; key: KeyObject; usedMs: number } | null = null;

  const find = (id: string): StewardRow | null =>
    ledger.db.get<StewardRow>('select * from steward where id = ?', id) ?? null;
  const findByKey = (key: string): StewardRow | null =>
    ledger.db.get<StewardRow>('select * from steward where public_key = ?', key) ?? null;
  const openKey = (id: string): KeyObject | null => {
    if (unlocked?.id !== id) return null;
    if (ports.clock.monotonic() - unlocked.usedMs > idleMs) unlocked = null;
    return unlocked?.key ?? null;
  };
  const current = (): StewardRow | null => {
    const chosen = ledger.db.get<{ value: string | null }>(
      'select value from setting where key = ?',
      settingKey,
    )?.value;
    return chosen == null ? null : find(chosen);
  };
  const required = (): StewardRow => {
    const found = current();
    if (found !== null) return found;
    throw new AppError('FORBIDDEN', {
      message: text.nobodyChosen,
      nextStep: text.nobodyChosenNext,
    });
  };
  const choose = (id: string | null): void => {
    if (unlocked !== null && unlocked.id !== id) unlocked = null;
    ledger.db.run(
      'insert into setting (key, value) values (?, ?) on conflict do update set value = excluded.value',
      settingKey,
      id,
    );
    context.emit('review.changed', {});
  };
  const describe = (row: StewardRow): Steward => ({
    id: row.id,
    name: row.name,
    publicKey: row.public_key,
    fingerprint: fingerprintOf(row.public_key),
    canSign: row.sealed_key !== null,
    isUnlocked: openKey(row.id) !== null,
  });
  const insert = (name: string, publicKey: string, sealed: string | null): StewardRow => {
    const row = { id: context.newId(), name, public_key: publicKey, sealed_key: sealed };
    ledger.transaction(() => {
      ledger.db.run(
        `insert into steward (id, name, public_key, sealed_key, created_at)
         values (@id, @name, @public_key, @sealed_key, @now)`,
        { ...row, now: context.timestamp() },
      );
      appendEvent(context, {
        kind: 'steward.added',
        summary: sealed === null ? text.stewardKnown : text.stewardMade,
        detail: { stewardId: row.id, publicKey },
      });
    });
    context.emit('review.changed', {});
    return row;
  };
  const mustBeNew = (name: string): void => {
    const known = ledger.db.get('select 1 from steward where lower(name) = lower(?)', name);
    if (known === undefined) return;
    throw new AppError('CONFLICT', { message: text.nameTaken(name), nextStep: text.nameTakenNext });
  };

  return {
    current,
    required,
    find,
    findByKey,
    isUnlocked: (id) => openKey(id) !== null,
    describe,
    sign(signed) {
      const steward = required();
      const key = openKey(steward.id);
      if (key === null || unlocked === null) {
        const message =
          steward.sealed_key === null ? text.signsElsewhere(steward.name) : text.keyLocked;
        throw new AppError('VAULT_UNAVAILABLE', { message, nextStep: text.keyLockedNext });
      }
      unlocked.usedMs = ports.clock.monotonic();
      return { steward, signature: signText(key, signed) };
    },
    handlers: {
      'stewards.list': () => ({
        stewards: ledger.db
          .all<StewardRow>('select * from steward order by lower(name), id limit 200')
          .map(describe),
        currentId: current()?.id ?? null,
      }),
      'stewards.create': async ({ name, passphrase }) => {
        mustBeNew(name);
        const made = await makeStewardKey({
          passphrase: new Secret(passphrase),
          randomBytes: ports.randomBytes,
          ...(N === undefined ? {} : { N }),
        });
        const row = insert(name, made.publicKey, made.sealed);
        choose(row.id);
        unlocked = { id: row.id, key: made.key, usedMs: ports.clock.monotonic() };
        return describe(row);
      },
      'stewards.add': ({ name, publicKey }) => {
        mustBeNew(name);
        const known = findByKey(publicKey);
        if (known !== null) {
          throw new AppError('CONFLICT', { message: text.keyTaken(known.name) });
        }
        return describe(insert(name, publicKey, null));
      },
      'stewards.choose': ({ id }) => {
        if (id !== null && find(id) === null) throw notThere();
        choose(id);
        return {};
      },
      'stewards.unlock': async ({ id, passphrase }) => {
        const row = find(id);
        if (row === null) throw notThere();
        if (row.sealed_key === null) {
          throw new AppError('VAULT_UNAVAILABLE', { message: text.signsElsewhere(row.name) });
        }
        const stored = { sealed: row.sealed_key, publicKey: row.public_key };
        const key = await openStewardKey(stored, new Secret(passphrase));
        choose(id);
        unlocked = { id, key, usedMs: ports.clock.monotonic() };
        context.emit('review.changed', {});
        return {};
      },
      'stewards.lock': () => {
        unlocked = null;
        context.emit('review.changed', {});
        return {};
      },
    },
  };
}

function notThere(): AppError {
  return new AppError('NOT_FOUND', { message: text.noSteward });
}
