import { BlockList, isIP } from 'node:net';

import { AppError } from '#shared/support/app-error.ts';

/**
 * Which addresses a request to an arbitrary host may reach, e.g. the check of a landing page: unicast on
 * the public internet and nothing else. A record's URL is anybody's text; without this rule it could
 * make the app knock at printers, routers and the metadata services of clouds (reliability.md 5.3).
 * Sources: the IANA registries of special-purpose IPv4 and IPv6 addresses (RFC 6890 and its updates).
 */
const closed4: readonly (readonly [network: string, bits: number])[] = [
  ['0.0.0.0', 8], // "this" network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // shared by carriers
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local, and the metadata services of clouds
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // former 6to4 relays
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, and broadcast
];
/** Of IPv6 only 2000::/3 is global unicast; these parts of it are not, or they wrap an IPv4 address. */
const closed6: readonly (readonly [network: string, bits: number])[] = [
  ['2001::', 23], // protocol assignments, Teredo
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4
  ['3fff::', 20], // documentation
];

const closed = new BlockList();
for (const [network, bits] of closed4) closed.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of closed6) closed.addSubnet(network, bits, 'ipv6');
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');

/** True for a resolved IP address that lies on the public internet. Anything that is no address: false. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !closed.check(address, 'ipv4');
    case 6:
      // A zone (`fe80::1%eth0`) names an interface of this machine.
      return (
        !address.includes('%') && global6.check(address, 'ipv6') && !closed.check(address, 'ipv6')
      );
    default:
      return false;
  }
}

/** Where a request to an arbitrary host would go, once its text was found harmless. */
export interface PublicTarget {
  readonly origin: string;
  /** Path and query, as `HttpRequest.path` wants it. */
  readonly path: string;
}

/** Names that are never on the public internet (RFC 6761, 6762, 8375, 9476). */
const localNames =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|home\.arpa|alt)$/;

/**
 * Reads a URL that may be asked without credentials: http or https on its usual port, no user name, a
 * host that is a name with a dot or a public address. The name's address is checked when the connection
 * is made (`publicLookup`), since it may change between two questions. Throws `FORBIDDEN`.
 */
export function publicTarget(url: string): PublicTarget {
  // The parser would take these away in silence, and others read them differently.
  if (/[\u0000-\u0020\u007f\\]/.test(url) || !URL.canParse(url))
    throw refused(url, 'it is no plain address');
  const target = new URL(url);
  if (target.protocol !== 'https:' && target.protocol !== 'http:') {
    throw refused(url, 'only http and https are asked');
  }
  if (target.username !== '' || target.password !== '' || /^[a-z]+:\/*[^/?#]*@/i.test(url)) {
    throw refused(url, 'it carries a user name');
  }
  if (target.port !== '') throw refused(url, 'only the usual ports are asked');
  if (!isPublicHost(target.hostname)) throw refused(url, 'its host is not on the public internet');
  return { origin: target.origin, path: target.pathname + target.search };
}

/** `hostname` as the URL parser gives it: numbers in any spelling are an IPv4 address by then. */
function isPublicHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(bare) !== 0) return isPublicAddress(bare);
  const name = bare.replace(/\.$/, '').toLowerCase();
  return /^[^.]+(?:\.[^.]+)+$/.test(name) && !localNames.test(name);
}

export interface Resolved {
  readonly address: string;
  readonly family: number;
}

/** `dns.lookup` with all addresses, so that tests can answer in its place. */
export type LookupAll = (
  hostname: string,
  done: (error: NodeJS.ErrnoException | null, addresses: readonly Resolved[]) => void,
) => void;

type LookupDone = (
  error: Error | null,
  address: string | { address: string; family: number }[],
  family?: number,
) => void;

/**
 * A `lookup` for Node's sockets that gives them public addresses only. It decides when the connection is
 * made, with the very address that is connected to: a check beforehand is beaten by a name that resolves
 * to something else a moment later. One address that is not public spoils the whole name.
 */
export function publicLookup(
  lookup: LookupAll,
): (hostname: string, options: { readonly all?: boolean }, done: LookupDone) => void {
  return (hostname, options, done) => {
    lookup(hostname, (error, addresses) => {
      const [first] = addresses;
      if (error !== null || first === undefined) {
        done(error ?? new Error(`${hostname} has no address.`), []);
      } else if (!addresses.every(({ address }) => isPublicAddress(address))) {
        done(refused(hostname, 'its address is not on the public internet'), []);
      } else if (options.all === true) {
        done(
          null,
          addresses.map(({ address, family }) => ({ address, family })),
        );
      } else {
        done(null, first.address, first.family);
      }
    });
  };
}

function refused(target: string, why: string): AppError {
  return new AppError('FORBIDDEN', {
    message: `${target.slice(0, 200)} was not asked: ${why}.`,
    nextStep: 'Check the address of the landing page.',
  });
}
