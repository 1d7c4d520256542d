import packageFile from '../../package.json' with { type: 'json' };

/** The program's version, as package.json says. */
export const programVersion: string = packageFile.version;

/** How the program names itself to a service. */
export const userAgent = `DOI-Steward/${programVersion}`;
