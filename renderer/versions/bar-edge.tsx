import type { Edge, EdgeProps } from '@xyflow/react';
import { BaseEdge } from '@xyflow/react';

import type { Point } from '#shared/versions/bar-way.ts';
import { pathOf } from '#shared/versions/bar-way.ts';

/** From the bar of the canonical DOI down to one version. */
export function BarEdge({ id, data, style, markerEnd }: EdgeProps<Edge<{ way: Point[] }>>) {
  return (
    <BaseEdge
      id={id}
      path={pathOf(data?.way ?? [])}
      {...(style === undefined ? {} : { style })}
      {...(markerEnd === undefined ? {} : { markerEnd })}
    />
  );
}
