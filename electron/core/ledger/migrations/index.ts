import { assert } from '#shared/support/assert.ts';
import { migration0010 } from './0010-ground.ts';
import { migration0030 } from './0030-conflicts.ts';
import { migration0040 } from './0040-policies.ts';
import { migration0050 } from './0050-changes.ts';
import { migration0055 } from './0055-change-recipes.ts';
import { migration0060 } from './0060-proof.ts';
import { migration0070 } from './0070-history-texts.ts';
import { migration0080 } from './0080-query.ts';
import { migration0090 } from './0090-edits.ts';
import { migration0100 } from './0100-versions.ts';
import { migration0110 } from './0110-accounts.ts';
import { migration0150 } from './0150-preservation.ts';
import { migration0155 } from './0155-columns.ts';
import { migration0160 } from './0160-review.ts';
import { migration0170 } from './0170-removal.ts';
import { migration0180 } from './0180-hub.ts';
import { migration0185 } from './0185-hub-practice.ts';
import { migration0190 } from './0190-landing.ts';
import { migration0200 } from './0200-readings.ts';
import { migration0215 } from './0215-version-places.ts';
import { migration0220 } from './0220-use.ts';
import { migration0225 } from './0225-document-keys.ts';
import { migration0230 } from './0230-hub-terms.ts';
import { migration0250 } from './0250-resend.ts';
import { migration0270 } from './0270-hub-runs.ts';
import { migration0280 } from './0280-columns.ts';
import { migration0285 } from './0285-search-merging.ts';
import { migration0290 } from './0290-kernels.ts';
import { migration0300 } from './0300-edit-cost.ts';
import { migration0310 } from './0310-metadata-notes.ts';
import { migration0320 } from './0320-search-unread.ts';
import { migration0330 } from './0330-member-places.ts';
import { migration0340 } from './0340-changed-hashes.ts';
import { migration0350 } from './0350-finding-codes.ts';
import { migration0360 } from './0360-packed-texts.ts';
import { migration0375 } from './0375-sheet-effects.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** In order. A migration that has shipped never changes again; a test holds each to its hash. */
export const migrations: readonly Migration[] = [
  migration0010,
  migration0030,
  migration0040,
  migration0050,
  migration0055,
  migration0060,
  migration0070,
  migration0080,
  migration0090,
  migration0100,
  migration0110,
  migration0150,
  migration0155,
  migration0160,
  migration0170,
  migration0180,
  migration0185,
  migration0190,
  migration0200,
  migration0215,
  migration0220,
  migration0225,
  migration0230,
  migration0250,
  migration0270,
  migration0280,
  migration0285,
  migration0290,
  migration0300,
  migration0310,
  migration0320,
  migration0330,
  migration0340,
  migration0350,
  migration0360,
  migration0375,
];

/** Numbers rise in tens, so that a hot fix finds room between two. */
export function latestVersion(list: readonly Migration[]): number {
  let latest = 0;
  for (const { version, name } of list) {
    assert(version > latest, `migration ${name} (${version}) comes after ${latest}`);
    latest = version;
  }
  return latest;
}
