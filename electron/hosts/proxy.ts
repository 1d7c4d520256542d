/**
 * The proxy that the environment names, as curl and npm read it. Anything that is no http address is
 * none: a tunnel through it cannot be made.
 */
export function proxyOf(env: Readonly<Record<string, string | undefined>>): string | null {
  const named = env['HTTPS_PROXY'] ?? env['https_proxy'] ?? env['ALL_PROXY'] ?? env['all_proxy'];
  const url = named === undefined ? null : URL.parse(named);
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
}

/**
 * The proxy of the system, with the name and password that the environment gives for the same one: Chromium keeps
 * those to itself.
 */
export function proxyWithName(
  resolved: string,
  env: Readonly<Record<string, string | undefined>>,
): string | null {
  const system = proxyOfChromium(resolved);
  const named = proxyOf(env);
  if (system === null || named === null) return system;
  return new URL(named).host === new URL(system).host ? named : system;
}

/**
 * The first proxy of a list as Chromium resolves it (`PROXY host:port; DIRECT`), which knows the system's
 * settings and its PAC file. SOCKS is not spoken here. Null: go direct.
 */
export function proxyOfChromium(resolved: string): string | null {
  for (const part of resolved.split(';')) {
    const [kind = '', place = ''] = part.trim().split(/\s+/, 2);
    if (kind.toUpperCase() === 'DIRECT') return null;
    const scheme = { PROXY: 'http', HTTPS: 'https' }[kind.toUpperCase()];
    if (scheme !== undefined && /^[\w.[\]:-]+:\d{1,5}$/.test(place)) return `${scheme}://${place}/`;
  }
  return null;
}
