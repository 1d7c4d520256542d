import type { PageFacts } from './page-facts.ts';

/** One answer on the way to the page. */
export interface Hop {
  readonly url: string;
  readonly status: number;
  /** `resolver`: the DOI's own resolver. `refresh`: the page itself sent the reader on (meta refresh). */
  readonly kind: 'resolver' | 'page' | 'refresh';
  /** Where it sent the reader, as an absolute address; null: it did not. */
  readonly location: string | null;
}

/** Why no page came. `detail` names hosts and times, for people; never a header of the request. */
export interface VisitFailure {
  readonly kind:
    | 'not-public'
    | 'unreachable'
    | 'refused'
    | 'timeout'
    | 'reset'
    | 'certificate-expired'
    | 'certificate-self-signed'
    | 'certificate-other-name'
    | 'certificate-untrusted'
    | 'proxy'
    | 'too-many-redirects'
    | 'redirect-loop'
    | 'bad-redirect'
    | 'robots'
    | 'busy'
    | 'server-error';
  readonly url: string;
  readonly detail: string;
}

export interface FinalPage {
  readonly url: string;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Null: the answer is no HTML, so nothing was read. */
  readonly facts: PageFacts | null;
  /** The page goes on after what was read. */
  readonly isCut: boolean;
  /** The bytes are not what the declared character set says. */
  readonly hasBadCharset: boolean;
}

/** What came of asking for a landing page as somebody does who has no account, no cookies and no scripts. */
export interface Visit {
  readonly hops: readonly Hop[];
  readonly failure: VisitFailure | null;
  readonly page: FinalPage | null;
}
