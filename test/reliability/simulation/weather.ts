import type { HttpRequest, HttpResponse, Network } from '#core/network/network.ts';
import { NetworkFailure } from '#core/network/network.ts';
import type { SimulatedService } from './service.ts';
import type { Life, SimulatedTime } from './time.ts';

export type Weather = 'calm' | 'rough' | 'offline';

type Fault =
  | 'lost-request'
  | 'lost-answer'
  | 'time-out'
  | 'time-out-committed'
  | '500'
  | '502'
  | '503'
  | '504-committed'
  | '429'
  | '429-retry-after'
  | '401'
  | 'refused'
  | 'truncated'
  | 'wrong-shape'
  | 'duplicate'
  | 'slow';

const faults: readonly Fault[] = [
  'lost-request',
  'lost-answer',
  'lost-answer',
  'time-out',
  'time-out-committed',
  '500',
  '502',
  '503',
  '504-committed',
  '429',
  '429-retry-after',
  '401',
  'refused',
  'truncated',
  'wrong-shape',
  'duplicate',
  'slow',
];
const faultShare = 0.3;
const timeOutMs = 60_000;

/** The way between one life of the process and the service, with everything that happens on ways. */
export class Way {
  weather: Weather = 'calm';
  /** Faults that were met, by name: a course without any proves nothing. */
  readonly met = new Map<string, number>();
  readonly #time: SimulatedTime;
  readonly #service: SimulatedService;
  readonly #random: () => number;
  readonly #beforeWrite: (doi: string) => void;

  constructor(
    time: SimulatedTime,
    service: SimulatedService,
    how: {
      readonly random: () => number;
      /** Right before an update is carried out: here a colleague may be quicker. */
      readonly beforeWrite: (doi: string) => void;
    },
  ) {
    this.#time = time;
    this.#service = service;
    this.#random = how.random;
    this.#beforeWrite = how.beforeWrite;
  }

  networkOf(life: Life): Network {
    return { send: (request) => this.#send(life, request) };
  }

  #send(life: Life, request: HttpRequest): Promise<HttpResponse> {
    const { promise, resolve, reject } = Promise.withResolvers<HttpResponse>();
    // A dead process sends nothing.
    if (life.isDead) return promise;
    const fault = this.#draw();
    const thereMs = 5 + this.#random() * 100;
    const backMs = thereMs + 5 + this.#random() * (fault === 'slow' ? 20_000 : 100);
    const fail = (kind: 'reset' | 'timeout' | 'refused' | 'unreachable', atMs: number): void =>
      void this.#time.after(atMs, life, () => reject(new NetworkFailure(kind, `It is ${kind}.`)));
    const tell = (answer: HttpResponse, atMs: number): void =>
      void this.#time.after(atMs, life, () => resolve(answer));
    request.signal?.addEventListener('abort', () =>
      reject(new NetworkFailure('cancelled', 'Cancelled.')),
    );
    if (this.weather === 'offline') fail('unreachable', 10);
    else if (fault === 'refused') fail('refused', 10);
    else if (fault === 'lost-request') fail('reset', backMs);
    else if (fault === 'time-out') fail('timeout', timeOutMs);
    else if (isGateway(fault)) tell(gateway(fault), backMs);
    else {
      // It arrives whether anybody is still there to hear the answer or not.
      this.#time.after(thereMs, null, () => {
        const answer = this.#arrive(request, fault);
        const left = backMs - thereMs;
        if (fault === 'lost-answer') fail('reset', left);
        else if (fault === 'time-out-committed') fail('timeout', timeOutMs - thereMs);
        else if (fault === '504-committed') tell(gateway('504'), left);
        else tell(spoilt(answer, fault), left);
      });
    }
    return promise;
  }

  #arrive(request: HttpRequest, fault: Fault | null): HttpResponse {
    if (request.method === 'PUT') {
      this.#beforeWrite(
        decodeURIComponent(request.path.slice('/dois/'.length).split('?')[0] ?? ''),
      );
    }
    if (fault === 'duplicate') this.#service.answer(request);
    return this.#service.answer(request);
  }

  #draw(): Fault | null {
    const roll = this.#random();
    const pick = this.#random();
    if (this.weather !== 'rough' || roll > faultShare) return null;
    const fault = faults[Math.floor(pick * faults.length)] ?? null;
    if (fault !== null) this.met.set(fault, (this.met.get(fault) ?? 0) + 1);
    return fault;
  }
}

function isGateway(
  fault: Fault | null,
): fault is '500' | '502' | '503' | '429' | '429-retry-after' | '401' {
  return /^(?:500|502|503|429|401)/.test(fault ?? '');
}

function gateway(fault: string): HttpResponse {
  const status = Number(fault.slice(0, 3));
  const headers: Record<string, string> =
    fault === '503' || fault === '429-retry-after' ? { 'retry-after': '30' } : {};
  return { status, headers, body: `<html>${String(status)}</html>` };
}

function spoilt(answer: HttpResponse, fault: Fault | null): HttpResponse {
  if (fault === 'truncated')
    return { ...answer, body: answer.body.slice(0, answer.body.length / 2) };
  if (fault === 'wrong-shape') return { ...answer, body: '{"message":"ok"}' };
  return answer;
}
