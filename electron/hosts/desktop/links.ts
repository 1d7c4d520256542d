import { text } from '#shared/text/desktop.en.ts';
import { decideExternal } from './decisions.ts';
import type { Desktop, DesktopWindow } from './electron.ts';

/** Hands a link to the person's browser, as far as it may go there. Everything else does nothing. */
export async function openLink(
  desktop: Desktop,
  window: DesktopWindow,
  url: string,
): Promise<void> {
  switch (decideExternal(url)) {
    case 'open':
      await desktop.shell.openExternal(url);
      return;
    case 'ask': {
      const { host } = new URL(url);
      const { response } = await desktop.dialog.showMessageBox(window, {
        type: 'question',
        message: text.openHttp(host),
        detail: url.slice(0, 300),
        buttons: [text.cancel, text.openInBrowser],
        defaultId: 0,
        cancelId: 0,
      });
      if (response === 1) await desktop.shell.openExternal(url);
      return;
    }
    case 'copy':
      await desktop.clipboard.writeText(url);
      await desktop.dialog.showMessageBox(window, { type: 'info', message: text.linkCopied(url) });
      return;
    case 'refuse':
      return;
  }
}
