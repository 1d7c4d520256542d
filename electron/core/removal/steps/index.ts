import type { StepName } from '#shared/removal/steps.ts';
import { mendNeighbours, putNeighboursBack } from './neighbour-steps.ts';
import { checkPage, keepBeforeImage, makePage, putPageOut } from './page-steps.ts';
import { giveReceipt, reRead, reReadBack, resolverLeadsTo, takePageDown } from './proof-steps.ts';
import { checkAddress, checkHidden, putRecordBack, writeMetadata } from './record-steps.ts';
import type { Step } from './step.ts';

/** What each step does; their order stands in `shared/removal/steps.ts`. */
export const steps: Readonly<Record<StepName, Step>> = {
  'before-image': keepBeforeImage,
  'page-made': makePage,
  'page-out': putPageOut,
  'page-checked': checkPage,
  metadata: writeMetadata,
  address: checkAddress,
  hidden: checkHidden,
  're-read': reRead,
  resolver: resolverLeadsTo('page'),
  neighbours: mendNeighbours,
  receipt: giveReceipt(false),
  'neighbours-back': putNeighboursBack,
  'record-back': putRecordBack,
  're-read-back': reReadBack,
  'resolver-back': resolverLeadsTo('before'),
  'page-down': takePageDown,
  'receipt-back': giveReceipt(true),
};
