import { Agent as HttpAgent } from 'node:http';
import type { AgentOptions } from 'node:https';
import { Agent as HttpsAgent } from 'node:https';

import { trustedCertificates } from './trusted-certificates.ts';

/** Loopback never goes through a proxy. */
const loopback = '127.0.0.1,localhost,::1';

/** Connections that are kept, and how they leave this computer; another proxy makes new ones. */
export interface Agents {
  readonly http: HttpAgent;
  /** Made when it is first asked for: the list of whom to trust takes a moment to read. */
  readonly https: HttpsAgent;
  readonly hasTunnel: boolean;
  useProxy(proxy: string | null): void;
  destroy(): void;
}

export interface AgentWishes {
  /** Of both kinds of connections. */
  readonly options: AgentOptions;
  /** True: plain connections go through the proxy, too. */
  readonly tunnelsHttp: boolean;
  /** Only without a proxy, since a proxy finds the addresses itself. */
  readonly direct?: AgentOptions;
}

export function createAgents(
  { options, tunnelsHttp, direct = {} }: AgentWishes,
  firstProxy: string | null,
): Agents {
  let proxy = firstProxy;
  const made: { http?: HttpAgent; https?: HttpsAgent } = {};
  const optionsFor = (isTunnelled: boolean): AgentOptions => {
    if (proxy === null) return { ...options, ...direct };
    if (!isTunnelled) return options;
    return { ...options, proxyEnv: { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, NO_PROXY: loopback } };
  };
  return {
    get http() {
      made.http ??= new HttpAgent(optionsFor(tunnelsHttp));
      return made.http;
    },
    get https() {
      const trusted = trustedCertificates();
      const secureContext = trusted === null ? {} : { secureContext: trusted };
      made.https ??= new HttpsAgent({ ...optionsFor(true), ...secureContext });
      return made.https;
    },
    get hasTunnel() {
      return proxy !== null;
    },
    useProxy(next) {
      if (next === proxy) return;
      proxy = next;
      // What is under way ends on the old connections; what was kept of them falls to time.
      delete made.http;
      delete made.https;
    },
    destroy() {
      made.http?.destroy();
      made.https?.destroy();
    },
  };
}
