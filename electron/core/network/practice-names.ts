import type { PublicTarget } from './public-address.ts';

/**
 * Landing pages of practice have public-looking names, which no DNS knows: the practice repository
 * answers for them at `/landing/<host>/<path>`. Only for practice records: whoever holds a name here has
 * said that the record is one, and all other addresses go through the rules for the public internet.
 */
export interface PracticeNames {
  /** Where the practice repository answers for this landing page; null: this is no practice name. */
  targetOf(url: string): PublicTarget | null;
}

/** Reserved for examples for ever, so that no institution's page can be taken for one (RFC 2606). */
const exampleHost = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+example\.org$/;

/**
 * `practiceUrl`: where the practice repository runs at present, from its own link and never from a
 * record; null while it does not run.
 */
export function createPracticeNames(practiceUrl: () => string | null): PracticeNames {
  return {
    targetOf(url) {
      const base = practiceUrl();
      if (base === null || /[\u0000-\u0020\u007f\\]/.test(url) || !URL.canParse(url)) return null;
      const { protocol, username, password, port, hostname, pathname, search } = new URL(url);
      const isWeb = protocol === 'https:' || protocol === 'http:';
      if (!isWeb || username !== '' || password !== '' || port !== '') return null;
      if (!exampleHost.test(hostname)) return null;
      return { origin: new URL(base).origin, path: `/landing/${hostname}${pathname}${search}` };
    },
  };
}
