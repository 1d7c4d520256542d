import { AppError } from '#shared/support/app-error.ts';

/** File systems whose locks other machines do not keep reliably; sqlite.org/useovernet.html. */
const networkKinds: ReadonlySet<string> = new Set([
  ...['nfs', 'nfs4', 'cifs', 'smb3', 'smbfs', 'afs', '9p', 'ncpfs', 'davfs', 'fuse.davfs2'],
  ...['ceph', 'fuse.ceph', 'glusterfs', 'fuse.glusterfs', 'lustre', 'beegfs', 'gpfs', 'orangefs'],
  ...['fuse.sshfs', 'fuse.rclone', 'fuse.gvfsd-fuse', 'fuse.s3fs', 'fuse.gcsfuse'],
]);

/**
 * The kind of the network file system that holds an absolute path, by the text of `/proc/mounts`; null
 * when it is a local one. Of several mounts at one place the last counts.
 */
export function networkKindIn(mounts: string, path: string): string | null {
  let found: { readonly length: number; readonly kind: string } | null = null;
  for (const line of mounts.split('\n')) {
    const [, place = '', kind = ''] = line.split(' ');
    // Blanks in a mount point are written as octal numbers (proc_mounts(5)).
    const root = place.replaceAll(/\\([0-7]{3})/g, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 8)),
    );
    const isAbove = root === '/' || path === root || path.startsWith(`${root}/`);
    if (root === '' || !isAbove || root.length < (found?.length ?? 0)) continue;
    found = { length: root.length, kind };
  }
  return found !== null && networkKinds.has(found.kind) ? found.kind : null;
}

/** Names the option that was wrong, and with it this refusal. */
const refusedOption = 'data';

export function isShareRefusal(cause: unknown): boolean {
  return cause instanceof AppError && cause.code === 'FORBIDDEN' && cause.path === refusedOption;
}

/** Throws `FORBIDDEN` for a ledger on a network share, before anything there is touched. */
export function refuseNetworkPath(folder: string, isNetworkPath: (path: string) => boolean): void {
  if (!isNetworkPath(folder)) return;
  throw new AppError('FORBIDDEN', {
    message: `The folder ${folder} is on a network share. Two computers there cannot keep each other from writing at once, and the ledger would be damaged.`,
    nextStep:
      'Keep the ledger on this computer (leave out --data, or name a local folder) and let verified copies go to the share: steward backup --to FOLDER --always.',
    path: refusedOption,
  });
}
