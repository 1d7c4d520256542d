/**
 * Whether a repository's domain list allows an address (datacite.md 1.8): `*` allows all, an empty
 * list nothing; `*.example.org` means sub-domains and not the domain itself; else the exact host.
 * Scheme, port and path do not matter.
 */
export function allowsHost(domains: string, url: string): boolean {
  const [, host = ''] = /^[a-z]+:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(url) ?? [];
  return domains.split(',').some((domain) => {
    if (domain === '*') return true;
    if (domain.startsWith('*.')) return host.toLowerCase().endsWith(domain.slice(1).toLowerCase());
    return domain !== '' && domain.toLowerCase() === host.toLowerCase();
  });
}
