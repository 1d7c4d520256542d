const hidden = new WeakMap<Secret, string>();

/**
 * A value that cannot be printed, serialised or cloned by accident: its text lives outside the
 * object. `JSON.stringify`, template strings, `util.inspect` and structured clone see "[secret]" or
 * nothing. Only `reveal`, called where a request is signed, gives it back.
 */
export class Secret {
  constructor(text: string) {
    hidden.set(this, text);
    Object.freeze(this);
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [Symbol.toPrimitive](): string {
    return '[secret]';
  }

  /** Node's `util.inspect` asks for this symbol. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }
}

/** The text of a secret. Call it at the last moment, and never keep the result. */
export function reveal(secret: Secret): string {
  const text = hidden.get(secret);
  if (text === undefined) throw new Error('This secret has no text: it was made by a copy');
  return text;
}
