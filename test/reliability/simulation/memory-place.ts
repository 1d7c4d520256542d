import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** In memory where there is such a place: what a disk does is not simulated here. */
export const memoryPlace = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
