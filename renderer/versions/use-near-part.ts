import { useStore } from '@xyflow/react';
import { useMemo } from 'react';

import { readableZoom } from './chain-node.tsx';
import type { ChainPicturePlan, PicturePart } from './picture.ts';
import { partIn } from './picture.ts';

/** px of the picture by which the near part is found, so that it changes seldom while the picture is panned. */
const raster = 512;

/**
 * The records that are elements of the page: all of a small picture; of a large one those in sight, as long as
 * their words can be read. The rest is drawn on a canvas.
 */
export function useNearPart(picture: ChainPicturePlan, isLarge: boolean): PicturePart {
  const cell = useStore(({ transform: [x, y, zoom], width, height }) => {
    if (!isLarge) return 'all';
    if (zoom < readableZoom) return 'far';
    const edges = [-x, -y, width - x, height - y].map((edge) => Math.floor(edge / zoom / raster));
    return edges.join(' ');
  });
  return useMemo(() => {
    if (cell === 'all') return picture;
    if (cell === 'far') return partIn(picture, { left: 1, top: 1, right: 0, bottom: 0 });
    const [left = 0, top = 0, right = 0, bottom = 0] = cell.split(' ').map(Number);
    return partIn(picture, {
      left: left * raster,
      top: top * raster,
      right: (right + 1) * raster,
      bottom: (bottom + 1) * raster,
    });
  }, [picture, cell]);
}
