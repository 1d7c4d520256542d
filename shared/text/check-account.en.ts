/** What the check of an account found, and what to do; nothing of it changes anything at the service. */
export const checkText = {
  accepted: 'DataCite accepts this name and password.',
  readable: 'The account is there, and what is public of it can be read.',
  noPassword: (clientId: string): string => `There is no password for ${clientId} yet.`,
  passwordRefused:
    'DataCite does not accept this name or password. After many wrong tries it may lock the account for a while: check it in Fabrica before trying again. Nothing is lost: what waits is sent once it is right.',
  keyRefused:
    'DataCite does not know this API key. It may have been revoked: make another one in Fabrica. A key begins with “DC.”. Nothing is lost: what waits is sent once it is right.',
  noSuchAccount: (clientId: string): string =>
    `DataCite knows no repository ${clientId}. Check the id and the environment: test and production have different accounts.`,
  switchedOff:
    'The name and password are right, but DataCite has switched this repository off. Ask your consortium or DataCite’s support. Nothing is lost: what waits is sent once it is on again.',
  tooMany:
    'DataCite asks for fewer requests at present. Nothing is lost: try again in five minutes.',
  answered: (status: number): string =>
    `DataCite answered ${String(status)} to the check. Nothing is lost: try again later.`,
  captivePortal:
    'Something else answered in DataCite’s place, such as the sign-in page of a network. Open a web page in your browser to sign in, then check again. No password was accepted, and nothing is lost.',
  proxyAsks:
    'The proxy of this network asks for a name and password. Ask your IT to let this computer through, start the app with HTTPS_PROXY=http://NAME:PASSWORD@PROXY:PORT in its environment, or work from another network. Nothing is lost.',
  clockWrong: (hours: number): string =>
    `The clock of this computer is wrong by about ${String(Math.round(Math.abs(hours)))} hours. Set it right first: dates in the history and of changes would be wrong. Nothing is lost.`,
  noAnswer: (reason: string): string =>
    `${reason} Nothing is lost: check the network and the address of the service, and try again.`,
} as const;
