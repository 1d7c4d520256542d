import type { EdgeProps } from '@xyflow/react';
import { BaseEdge } from '@xyflow/react';

/** From the bar of the canonical DOI straight down to one version. */
export function BarEdge({ id, sourceY, targetX, targetY, style, markerEnd }: EdgeProps) {
  return (
    <BaseEdge
      id={id}
      path={`M${targetX} ${sourceY} L${targetX} ${targetY}`}
      {...(style === undefined ? {} : { style })}
      {...(markerEnd === undefined ? {} : { markerEnd })}
    />
  );
}
