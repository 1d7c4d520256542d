import { valueOf } from './simulation/model.ts';
import { editedKeys } from './edits.ts';
import type { Edit } from './edits.ts';

export interface Server {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

/** How often the colleague turns to the record that the steward has just changed. */
const hotShare = 0.6;
/** Until then: about as long as the steward's own update takes. */
const longestWaitMs = 200;

/**
 * Somebody with the same right who edits in the web form, preferably the very record that the steward has
 * just edited: now before our read, now between our read and our write, now after it.
 */
export class Colleague {
  /** Values that the service took. */
  written = 0;
  readonly #server: Server;
  readonly #random: () => number;
  readonly #writing = new Set<Promise<void>>();
  #count = 0;

  constructor(server: Server, random: () => number) {
    this.#server = server;
    this.#random = random;
  }

  /** Told of an edit of the steward's. */
  notice({ doi, key }: Edit): void {
    if (this.#random() > hotShare) return;
    const other = editedKeys[Math.floor(this.#random() * editedKeys.length)] ?? key;
    const chosen = this.#random() < 0.6 ? key : other;
    this.#count += 1;
    const edit = { doi, key: chosen, value: `c-${String(this.#count)}` };
    const writing = this.#write(edit, this.#random() * longestWaitMs)
      // The service is killed as well: then nothing was written, or nobody heard that it was.
      .catch(() => undefined)
      .finally(() => this.#writing.delete(writing));
    this.#writing.add(writing);
  }

  /** Resolves when nothing of hers is under way any more. */
  async rest(): Promise<void> {
    await Promise.all(this.#writing);
  }

  async #write({ doi, key, value }: Edit, afterMs: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    const { url, username, password } = this.#server;
    const secret = Buffer.from(`${username}:${password}`).toString('base64');
    const headers = {
      Authorization: `Basic ${secret}`,
      'Content-Type': 'application/vnd.api+json',
    };
    const place = `${url}/dois/${doi}`;
    // She opens what is there: a PUT to nothing would create it.
    if ((await fetch(place, { headers })).status !== 200) return;
    const attributes = valueOf(key, value);
    const body = JSON.stringify({ data: { type: 'dois', attributes } });
    const answer = await fetch(place, { method: 'PUT', headers, body });
    if (answer.status === 200) this.written += 1;
  }
}
