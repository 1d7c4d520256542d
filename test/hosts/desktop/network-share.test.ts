import { join } from 'node:path';

import { expect, it } from 'vitest';

import { refuseNetworkPath } from '#core/ledger/network-path.ts';
import {
  copyBackupsAsTold,
  offerLocalLedger,
} from '../../../electron/hosts/desktop/network-share.ts';
import { chooseDataFolder, usualDataFolder } from '../../../electron/hosts/data-folder.ts';
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

it('lets the person choose a folder of this computer where the usual one is on a share, and keeps to it', async () => {
  const { desktop, asked, relaunches } = desktopThatAnswers(0);
  const answers = [['/mnt/other'], ['/srv/local'], []];
  const dialog = {
    ...desktop.dialog,
    showOpenDialog: () => {
      const filePaths = answers.shift() ?? [];
      return Promise.resolve({ canceled: filePaths.length === 0, filePaths });
    },
  };
  const home = await tempFolder();
  const machine = (computer: string) =>
    ({ env: { XDG_DATA_HOME: home }, platform: 'linux', computer }) as const;
  const places = {
    usual: share,
    isNetworkPath: (path: string) => path.startsWith('/mnt/'),
    chooseDataFolder: (folder: string) => chooseDataFolder(folder, machine('desk')),
  };
  expect(await offerLocalLedger({ ...desktop, dialog }, share, refusal(), places)).toBe(true);
  expect(asked).toHaveLength(2);
  expect(asked[1]).toContain('/mnt/other is on a network share too');
  expect(relaunches).toEqual([['--copy-backups-to', share]]);
  expect(usualDataFolder(machine('desk'))).toBe('/srv/local/DOI Steward');
  // Another computer that sees the same home has disks of its own.
  expect(usualDataFolder(machine('laptop'))).toBe(join(home, 'doi-steward'));
  expect(await offerLocalLedger({ ...desktop, dialog }, share, refusal(), places)).toBe(true);
  expect(relaunches).toHaveLength(1);
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
