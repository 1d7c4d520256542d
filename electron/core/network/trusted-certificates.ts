import { createSecureContext, getCACertificates } from 'node:tls';
import type { SecureContext } from 'node:tls';

let usual: SecureContext | null | undefined;

/**
 * Whom connections trust: the list that comes with Node, and what the system trusts besides. Institutions whose
 * network inspects encrypted traffic put their own certificate into the system, where browsers look, too. Read
 * once, at the first encrypted connection; null, where the system's list cannot be read: Node's list alone.
 */
export function trustedCertificates(): SecureContext | null {
  if (usual === undefined) usual = contextOf(() => getCACertificates('system'));
  return usual;
}

export function contextOf(readSystem: () => readonly string[]): SecureContext | null {
  try {
    const all = new Set([...getCACertificates('default'), ...readSystem()]);
    return createSecureContext({ ca: [...all] });
  } catch {
    return null; // a runtime without access to it
  }
}
