import type { RemoteState } from '#shared/metadata/attributes.ts';
import {
  doiBody,
  minimal,
  type Fixture,
  type TestRequest,
  type TestResponse,
} from './practice-fixture.ts';

/** One behaviour of the service, written from `datacite.md`; the section is that of the paragraph. */
export interface Behaviour {
  readonly section: string;
  readonly title: string;
  readonly run: (contract: Contract) => Promise<void>;
}

export function behaviour(section: string, title: string, run: Behaviour['run']): Behaviour {
  return { section, title, run };
}

/** The caller of most behaviours: holds prefix 10.14454 and allows all hosts. */
export const owner = 'DATACITE.DATACITE:secret';
/** Another repository of another member, with another prefix. */
export const stranger = 'OTHER.OTHER:secret';
export const member = 'DATACITE:secret';
export const sleeping = 'DATACITE.SLEEP:secret';
export const wrong = 'DATACITE.DATACITE:wrong';
export const staff = 'ADMIN:secret';

export interface Contract {
  readonly fixture: Fixture;
  send(request: TestRequest): Promise<TestResponse>;
  post(
    attributes: object,
    more?: Partial<TestRequest> & { client?: string },
  ): Promise<TestResponse>;
  put(
    doi: string,
    attributes: object,
    more?: Partial<TestRequest> & { client?: string },
  ): Promise<TestResponse>;
  get(doi: string, more?: Partial<TestRequest>): Promise<TestResponse>;
  /** A DOI that no other behaviour uses. */
  name(): string;
  /** A whole record of the owner in this state, put in past the rules. */
  seeded(state: RemoteState, attributes?: object): string;
}

let counter = 0;

export function contractOf(fixture: Fixture): Contract {
  const send = (request: TestRequest): Promise<TestResponse> =>
    fixture.send({ as: owner, ...request });
  const name = (): string => {
    counter += 1;
    return `10.14454/contract-${counter}`;
  };
  return {
    fixture,
    send,
    name,
    post: (attributes, { client, ...more } = {}) =>
      send({ method: 'POST', path: '/dois', body: doiBody(attributes, client), ...more }),
    put: (doi, attributes, { client, ...more } = {}) =>
      send({ method: 'PUT', path: `/dois/${doi}`, body: doiBody(attributes, client), ...more }),
    get: (doi, more = {}) => send({ path: `/dois/${doi}`, ...more }),
    seeded(state, attributes = {}) {
      const doi = name();
      const clientId = 'datacite.datacite';
      fixture.practice.seed([{ doi, state, clientId, attributes: { ...minimal, ...attributes } }]);
      return doi;
    },
  };
}

/** The first error's status and title of the framework's form. */
export function frameworkError(status: number, title: string): object {
  return { errors: [{ status: String(status), title }] };
}

export const errors = {
  unauthorised: frameworkError(401, 'Bad credentials.'),
  forbidden: frameworkError(403, 'You are not authorized to access this resource.'),
  missing: frameworkError(404, "The resource you are looking for doesn't exist."),
};
