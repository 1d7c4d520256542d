import { z } from 'zod';

import { command, count, longText, nothing, query } from './define.ts';

const folder = z.string().max(4096);

export const preservationContract = {
  /** Where the last XML and JSON of each DOI stand as files, and how far that has come. */
  'preservation.status': query(
    nothing,
    z.strictObject({
      isOn: z.boolean(),
      folder,
      isUsualFolder: z.boolean(),
      keptCount: count,
      /** Records whose files are behind what DataCite holds. */
      dueCount: count,
      /** Why writing stopped; it is tried again when a record changes and at the next start. */
      failure: longText.nullable(),
    }),
  ),
  /** `folder` null: the usual one in the data folder. Into a new folder all copies are written again. */
  'preservation.set': command(
    z.strictObject({ isOn: z.boolean(), folder: folder.nullable() }),
    nothing,
  ),
} as const;
