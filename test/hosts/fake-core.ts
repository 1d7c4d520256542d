import type { HostedCore } from '#hosts/hosted-core.ts';
import { AppError } from '#shared/support/app-error.ts';
import { err, ok } from '#shared/support/result.ts';

/** A core that remembers what reached it and answers what a test tells it to. */
export interface FakeCore extends HostedCore {
  readonly calls: { readonly channel: string; readonly input: unknown }[];
  readonly admitted: { readonly paths: readonly string[]; readonly name: string }[];
  readonly listenerCount: number;
  emit(event: string, payload: unknown): void;
}

export function createFakeCore(
  answer: (channel: string, input: unknown) => unknown = (channel, input) => ({ channel, input }),
): FakeCore {
  const listeners = new Set<(event: string, payload: unknown) => void>();
  const calls: { channel: string; input: unknown }[] = [];
  const admitted: { paths: readonly string[]; name: string }[] = [];
  return {
    calls,
    admitted,
    get listenerCount() {
      return listeners.size;
    },
    async dispatch(channel, input) {
      calls.push({ channel, input });
      try {
        return ok(await answer(channel, input));
      } catch (cause) {
        if (!(cause instanceof AppError)) throw cause;
        const { code, message, retryable } = cause;
        return err({ code, message, nextStep: null, retryable, path: null, traceId: null });
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    admitSource(paths, name) {
      admitted.push({ paths, name });
      return `source-${admitted.length}`;
    },
    emit(event, payload) {
      for (const listener of listeners) listener(event, payload);
    },
  };
}
