/**
 * The script that stands in for Electron's renderer side: gives the built CommonJS preload its
 * `require('electron')`, in the main frame only, before any script of the page.
 */
export function pageShim(preload: string): string {
  return `(() => {
  const invoke = globalThis.__stewardInvoke;
  delete globalThis.__stewardInvoke;
  if (globalThis !== globalThis.top || location.protocol !== 'https:') return;
  const listeners = new Map();
  const paths = new Map();
  Object.defineProperty(globalThis, '__stewardDeliver', {
    value: ({ channel, values }) => {
      for (const listener of [...(listeners.get(channel) ?? [])]) listener({}, ...values);
    },
  });
  // A test says where a file that it drops lies; real Electron knows.
  Object.defineProperty(globalThis, '__stewardPath', { value: (name, path) => paths.set(name, path) });
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name, api) => {
        if (name in globalThis) throw new Error('Cannot bind an API on top of an existing property');
        Object.defineProperty(globalThis, name, { value: Object.freeze(api), enumerable: true });
      },
    },
    ipcRenderer: {
      invoke: (channel, ...args) => invoke(channel, structuredClone(args)),
      on: (channel, listener) => {
        listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
      },
      off: (channel, listener) => void listeners.get(channel)?.delete(listener),
    },
    webUtils: { getPathForFile: (file) => paths.get(file.name) ?? '' },
  };
  const require = (name) => {
    if (name !== 'electron') throw new Error('module not found: ' + name);
    return electron;
  };
  const module = { exports: {} };
  ((require, module, exports) => {
${preload}
  })(require, module, module.exports);
})();`;
}
