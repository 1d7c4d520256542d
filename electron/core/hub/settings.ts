import type { CoreContext } from '../context.ts';

export function readSetting({ ledger }: Pick<CoreContext, 'ledger'>, key: string): string | null {
  return (
    ledger.db.get<{ value: string | null }>('select value from setting where key = ?', key)
      ?.value ?? null
  );
}

export function setSetting(
  { ledger }: Pick<CoreContext, 'ledger'>,
  key: string,
  value: string | null,
): void {
  ledger.db.run(
    'insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
    key,
    value,
  );
}

/** A whole number above 0; null for anything else. */
export function numberOf(value: string | null): number | null {
  const number = Number(value);
  return value !== null && Number.isInteger(number) && number > 0 ? number : null;
}
