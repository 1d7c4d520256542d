import type { MenuItemConstructorOptions } from 'electron';

import { text } from '#shared/text/desktop.en.ts';

/** What the menu can ask for. */
export interface MenuActions {
  /** Shows a place of the page: `#/records`. */
  goTo(route: string): void;
  lock(): void;
  copyDiagnostics(): void;
  restartSafely(): void;
}

/** The application menu; roles bring each platform's own words, keys and behaviour. */
export function menuTemplate(
  platform: NodeJS.Platform,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const place = (label: string, route: string, key: string): MenuItemConstructorOptions => ({
    label,
    accelerator: `CmdOrCtrl+${key}`,
    click: () => actions.goTo(route),
  });
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: text.menu.file,
      submenu: [
        place(text.menu.bringIn, '#/bring-in', 'O'),
        { type: 'separator' },
        { label: text.menu.lock, accelerator: 'CmdOrCtrl+Shift+L', click: () => actions.lock() },
        { type: 'separator' },
        platform === 'darwin' ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: text.menu.go,
      submenu: [
        place(text.menu.collections, '#/collections', '1'),
        place(text.menu.records, '#/records', '2'),
        place(text.menu.outbox, '#/outbox', '3'),
        place(text.menu.history, '#/history', '4'),
        place(text.menu.repositories, '#/repositories', '5'),
        { type: 'separator' },
        place(text.menu.settings, '#/settings', ','),
      ],
    },
    {
      label: text.menu.view,
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      label: text.menu.help,
      submenu: [
        { label: text.menu.diagnostics, click: () => actions.copyDiagnostics() },
        { label: text.menu.safeMode, click: () => actions.restartSafely() },
      ],
    },
  ];
}
