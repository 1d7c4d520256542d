import { useReactFlow, useStore } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { PointerEvent } from 'react';

import { versionsText as text } from '#shared/text/versions.en.ts';
import { nodeSize } from '#shared/versions/layout.ts';

import { readColours } from './draw-far.ts';
import type { ChainPicturePlan } from './picture.ts';

const size = { width: 220, height: 56 } as const;
/** Rows are drawn no higher than this share of their size, so that a long chain stays a line. */
const mostDown = 0.1;
/** px: what is seen stays visible in the map however small a part it is. */
const leastFrame = 6;

/** The whole of a large chain, small, with a frame around what is seen; a press or a drag goes there. */
export function SmallMap({ picture }: { readonly picture: ChainPicturePlan }) {
  const { frame } = picture;
  const flow = useReactFlow();
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const across = size.width / (frame.right - frame.left);
  const down = Math.min(mostDown, (size.height - 8) / (frame.bottom - frame.top));
  const above = (size.height - (frame.bottom - frame.top) * down) / 2;
  useEffect(() => {
    const canvas = canvasRef.current;
    const pen = canvas?.getContext('2d');
    if (canvas == null || pen == null) return;
    const scale = globalThis.devicePixelRatio;
    [canvas.width, canvas.height] = [size.width * scale, size.height * scale];
    pen.scale(scale, scale);
    const colours = readColours(canvas);
    for (const isBroken of [false, true]) {
      pen.fillStyle = isBroken ? colours.error : colours.border;
      for (const { x, y, width, defectCount } of picture.nodes) {
        if (defectCount > 0 !== isBroken) continue;
        pen.fillRect(
          (x - frame.left) * across,
          above + (y - frame.top) * down,
          Math.max(isBroken ? 2 : 0.5, width * across),
          nodeSize.height * down,
        );
      }
    }
  }, [picture, frame, across, down, above]);
  const seen = useStore(({ transform: [x, y, zoom], width, height }) =>
    [
      ...within(size.width, (-x / zoom - frame.left) * across, (width / zoom) * across),
      ...within(size.height, above + (-y / zoom - frame.top) * down, (height / zoom) * down),
    ]
      .map((one) => one.toFixed(1))
      .join(' '),
  );
  const [left = 0, width = 0, top = 0, height = 0] = seen.split(' ').map(Number);
  const goThere = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.type === 'pointermove' && event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    void flow.setCenter(
      (event.clientX - box.left) / across + frame.left,
      (event.clientY - box.top - above) / down + frame.top,
      { zoom: flow.getZoom() },
    );
  };
  return (
    <div
      className="chain-map nodrag nopan"
      role="img"
      aria-label={text.minimap}
      onPointerDown={goThere}
      onPointerMove={goThere}
    >
      <canvas ref={canvasRef} className="chain-map-all" />
      <span className="chain-map-seen" style={{ left, top, width, height }} />
    </div>
  );
}

/** A stretch as far as it lies in the map, wide enough to be seen: start and length. */
function within(whole: number, start: number, length: number): readonly [number, number] {
  const from = Math.min(Math.max(0, start), whole - leastFrame);
  const to = Math.max(Math.min(whole, start + length), from + leastFrame);
  return [from, to - from];
}
