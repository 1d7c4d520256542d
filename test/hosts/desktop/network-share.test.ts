import { expect, it } from 'vitest';

import { refuseNetworkPath } from '#core/ledger/network-path.ts';
import {
  copyBackupsAsTold,
  offerLocalLedger,
} from '../../../electron/hosts/desktop/network-share.ts';
import { tempFolder } from '../temp-folder.ts';

const share = '/mnt/share/doi-steward';

function refusal(): unknown {
  try {
    refuseNetworkPath(share, () => true);
  } catch (cause) {
    return cause;
  }
  throw new Error('It was not refused');
}

function desktopThatAnswers(response: number) {
  const asked: string[] = [];
  const relaunches: (string[] | undefined)[] = [];
  const desktop = {
    dialog: {
      showErrorBox: () => undefined,
      showMessageBox: (
        _window: unknown,
        { message, detail }: { message: string; detail?: string },
      ) => {
        asked.push(detail ?? message);
        return Promise.resolve({ response });
      },
    },
    app: { relaunch: (options?: { args?: string[] }) => void relaunches.push(options?.args) },
  } as unknown as Parameters<typeof offerLocalLedger>[0];
  return { desktop, asked, relaunches };
}

it('offers a local ledger with backups to the share where a ledger on a share was refused', async () => {
  const { desktop, asked, relaunches } = desktopThatAnswers(0);
  expect(await offerLocalLedger(desktop, share, refusal())).toBe(true);
  expect(asked[0]).toContain(share);
  expect(relaunches).toEqual([['--copy-backups-to', share]]);
  const unwilling = desktopThatAnswers(1);
  expect(await offerLocalLedger(unwilling.desktop, share, refusal())).toBe(true);
  expect(unwilling.relaunches).toEqual([]);
  expect(await offerLocalLedger(desktop, share, new Error('Another fault'))).toBe(false);
});

it('lets the core copy backups to the share that the start names, and says what stands in the way', async () => {
  const folder = await tempFolder();
  const calls: unknown[] = [];
  const { desktop, asked } = desktopThatAnswers(0);
  const given = (ok: boolean, args: string[]) => ({
    core: {
      dispatch: (channel: string, input: unknown) => {
        calls.push([channel, input]);
        return Promise.resolve(ok ? { ok } : { ok, error: { message: 'Nothing can be written.' } });
      },
    },
    window: {},
    args,
  });
  const tell = (ok: boolean, args: string[]) =>
    copyBackupsAsTold(
      desktop,
      given(ok, args) as unknown as Parameters<typeof copyBackupsAsTold>[1],
    );
  await tell(true, ['--some-switch']);
  expect(calls).toEqual([]);
  await tell(true, ['--copy-backups-to', folder]);
  expect(calls).toEqual([['backups.setSecond', { folder }]]);
  expect(asked).toEqual([]);
  await tell(false, ['--copy-backups-to', folder]);
  expect(asked).toEqual(['Nothing can be written.']);
});
