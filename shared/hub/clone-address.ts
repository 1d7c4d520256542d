/** Where a clone was made from, as git's configuration tells it; '' where it tells nothing. */
export function cloneAddress(config: string): string {
  return /^\s*url\s*=\s*(\S{1,2000})\s*$/m.exec(config)?.[1] ?? '';
}

/**
 * A git configuration of which nothing is left but the address, and of that no name, password, token or query: what a
 * page hands over of a clone, so that the name of its item is known.
 */
export function bareConfig(config: string): string {
  const address = cloneAddress(config)
    .replace(/^([a-z]+:\/\/)[^/]*@/i, '$1')
    .replace(/[?#].*$/, '');
  return address === '' ? '' : `[remote "origin"]\n\turl = ${address}\n`;
}
