import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

import type { BrowserApp } from './browser-app.ts';
import { startBrowserApp } from './browser-app.ts';
import type { DesktopApp } from './desktop-app.ts';
import { startDesktopApp } from './desktop-app.ts';

// The policy is tried, not read: a published template of secure defaults has a colon too many that
// switches its whole policy off, and only trying shows it (reliability.md 1.1).
let browserApp: BrowserApp;
let desktopApp: DesktopApp;
const pages: Record<'browser' | 'desktop', Page | null> = { browser: null, desktop: null };

test.beforeAll(async ({ browser }) => {
  [browserApp, desktopApp] = await Promise.all([startBrowserApp(), startDesktopApp()]);
  pages.browser = await (await browser.newContext()).newPage();
  await pages.browser.goto(browserApp.url);
  pages.desktop = desktopApp.page;
});
test.afterAll(async () => {
  await Promise.all([browserApp.close(), desktopApp.close()]);
});

/* eslint-disable @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- what is forbidden is what is tried */
/** Each tries one way in; it answers true when it got in. */
const attempts: Record<string, () => boolean | Promise<boolean>> = {
  'an inline script': () => {
    const script = document.createElement('script');
    try {
      script.text = 'globalThis.gotIn = true';
    } catch {
      script.append('globalThis.gotIn = true'); // Trusted Types refuse the setter; a text node is left
    }
    document.body.append(script);
    return 'gotIn' in globalThis;
  },
  'an inline event handler': async () => {
    const image = document.createElement('img');
    image.setAttribute('src', 'data:,');
    try {
      image.setAttribute('onerror', 'globalThis.gotIn = true');
    } catch {
      return false;
    }
    document.body.append(image);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return 'gotIn' in globalThis;
  },
  // DevTools lifts the policy for what it runs itself (allowUnsafeEvalBlockedByCSP): try it later.
  eval: () =>
    new Promise((resolve) => {
      setTimeout(() => {
        try {
          resolve(globalThis.eval('true') === true);
        } catch {
          resolve(false);
        }
      }, 10);
    }),
  'a function made of text': () =>
    new Promise((resolve) => {
      setTimeout(() => {
        try {
          resolve(new Function('return true')() === true);
        } catch {
          resolve(false);
        }
      }, 10);
    }),
  'a timer made of text': async () => {
    try {
      setTimeout('globalThis.gotIn = true', 0);
    } catch {
      return false;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    return 'gotIn' in globalThis;
  },
  'markup made of text': () => {
    try {
      document.body.insertAdjacentHTML('beforeend', '<p id="got-in"></p>');
    } catch {
      return false;
    }
    return document.querySelector('#got-in') !== null;
  },
  'a javascript: link': async () => {
    const link = document.createElement('a');
    link.href = 'javascript:globalThis.gotIn = true';
    document.body.append(link);
    link.click();
    await new Promise((resolve) => setTimeout(resolve, 100));
    return 'gotIn' in globalThis;
  },
  'a script from elsewhere': () =>
    new Promise((resolve) => {
      const script = document.createElement('script');
      try {
        script.src = 'https://cdn.example/x.js';
      } catch {
        resolve(false);
        return;
      }
      script.onload = () => resolve(true);
      script.onerror = () => resolve(false);
      document.body.append(script);
    }),
  'a script made of data': () =>
    new Promise((resolve) => {
      const script = document.createElement('script');
      try {
        script.src = 'data:text/javascript,globalThis.gotIn=true';
      } catch {
        resolve(false);
        return;
      }
      script.onload = () => resolve(true);
      script.onerror = () => resolve(false);
      document.body.append(script);
    }),
  'an image from elsewhere': () =>
    new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve(true);
      image.onerror = () => resolve(false);
      image.src = 'https://cdn.example/beacon.png';
    }),
  'a call elsewhere': async () => {
    try {
      await fetch('https://cdn.example/', { mode: 'no-cors' });
      return true;
    } catch {
      return false;
    }
  },
  'a socket elsewhere': () =>
    new Promise((resolve) => {
      try {
        const socket = new WebSocket('wss://cdn.example/');
        socket.onopen = () => resolve(true);
        socket.onerror = () => resolve(false);
      } catch {
        resolve(false);
      }
    }),
  'a beacon': () =>
    new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', () => resolve(false), { once: true });
      navigator.sendBeacon('https://cdn.example/', 'x');
      setTimeout(() => resolve(true), 500);
    }),
  'a style element without the nonce': () => {
    const style = document.createElement('style');
    style.textContent = 'body { outline: 7px solid red }';
    document.head.append(style);
    return getComputedStyle(document.body).outlineWidth === '7px';
  },
  'a frame': () =>
    new Promise((resolve) => {
      const frame = document.createElement('iframe');
      document.addEventListener('securitypolicyviolation', () => resolve(false), { once: true });
      try {
        frame.src = 'https://cdn.example/';
      } catch {
        resolve(false);
        return;
      }
      document.body.append(frame);
      setTimeout(() => resolve(true), 500);
    }),
  'a plugin': () =>
    new Promise((resolve) => {
      const plugin = document.createElement('object');
      document.addEventListener('securitypolicyviolation', () => resolve(false), { once: true });
      try {
        plugin.data = 'https://cdn.example/x.swf';
      } catch {
        resolve(false);
        return;
      }
      document.body.append(plugin);
      setTimeout(() => resolve(true), 500);
    }),
  'another base address': () => {
    const base = document.createElement('base');
    base.href = 'https://cdn.example/';
    document.head.append(base);
    return new URL('x', document.baseURI).host === 'cdn.example';
  },
  'a form that posts elsewhere': () =>
    new Promise((resolve) => {
      const form = document.createElement('form');
      form.action = 'https://cdn.example/';
      form.method = 'post';
      form.target = '_self';
      document.addEventListener('securitypolicyviolation', () => resolve(false), { once: true });
      document.body.append(form);
      form.submit();
      setTimeout(() => resolve(true), 500);
    }),
  'a worker from elsewhere': () => {
    try {
      new Worker('data:text/javascript,postMessage(1)');
      return true;
    } catch {
      return false;
    }
  },
  'a policy of trusted types': () => {
    const { trustedTypes } = globalThis as unknown as {
      trustedTypes: { createPolicy(name: string, rules: object): unknown };
    };
    try {
      trustedTypes.createPolicy('mine', { createHTML: (text: string) => text });
      return true;
    } catch {
      return false;
    }
  },
};
/* eslint-enable @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call */

for (const host of ['browser', 'desktop'] as const) {
  for (const [name, attempt] of Object.entries(attempts)) {
    test(`the ${host} host keeps out ${name}`, async () => {
      const page = pages[host];
      if (page === null) throw new Error('no page');
      // React owns the body: an attempt that adds to it is undone by the reload.
      expect(await page.evaluate(attempt)).toBe(false);
      await page.reload();
    });
  }

  test(`the ${host} host shows its page without a single violation`, async () => {
    const page = pages[host];
    if (page === null) throw new Error('no page');
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (/Content.Security.Policy|Trusted/.test(message.text())) complaints.push(message.text());
    });
    for (const route of [
      'collections',
      'records',
      'outbox',
      'history',
      'repositories',
      'settings',
    ]) {
      await page.evaluate((to) => void (location.hash = `#/${to}`), route);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    }
    expect(complaints).toEqual([]);
  });
}

test('the attempts get in where there is no policy', async ({ browser }) => {
  const context = await browser.newContext();
  await context.route('**/*', (route) =>
    route.request().url() === 'http://open.localhost/'
      ? route.fulfill({ contentType: 'text/html', body: '<body></body>' })
      : route.fulfill({ contentType: 'text/javascript', body: '' }),
  );
  const gotIn: string[] = [];
  for (const [name, attempt] of Object.entries(attempts)) {
    const page = await context.newPage();
    await page.goto('http://open.localhost/');
    // A form that really posts takes the page with it.
    if (await page.evaluate(attempt).catch(() => true)) gotIn.push(name);
  }
  // Not one by one: closing a page that is on its way elsewhere can keep the headless shell from opening the next.
  await context.close();
  // An image that is a script and a socket that nobody serves fail by themselves.
  const failAnyway = ['an image from elsewhere', 'a socket elsewhere'];
  expect([...gotIn, ...failAnyway].sort()).toEqual(Object.keys(attempts).sort());
});
