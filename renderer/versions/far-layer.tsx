import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';

import { drawFar, readColours } from './draw-far.ts';
import type { ChainPicturePlan, PicturePart } from './picture.ts';

interface Props {
  readonly picture: ChainPicturePlan;
  /** What is in the page as elements, and so not drawn here. */
  readonly near: PicturePart;
  readonly chosen: string | null;
  readonly onPress: (at: { readonly x: number; readonly y: number }) => void;
}

/** px that a press may move before it is a pan. */
const mostSlip = 4;

/** All that is not near, drawn on one canvas, so that thousands of records cost one frame and not thousands of elements. */
export function FarLayer({ picture, near, chosen, onPress }: Props) {
  const store = useStoreApi();
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const onPressRef = useRef(onPress);
  useEffect(() => {
    onPressRef.current = onPress;
  });

  useEffect(() => {
    const canvas = canvasRef.current;
    if (canvas === null) return undefined;
    let frame = 0;
    let colours = readColours(canvas);
    const draw = (): void => {
      frame = 0;
      const { transform, width, height } = store.getState();
      drawFar(canvas, { picture, near, chosen, colours, view: { transform, width, height } });
    };
    const ask = (): void => {
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    const stop = store.subscribe((now, before) => {
      const isMoved = now.transform !== before.transform;
      if (isMoved || now.width !== before.width || now.height !== before.height) ask();
    });
    const themes = new MutationObserver(() => {
      colours = readColours(canvas);
      ask();
    });
    themes.observe(document.documentElement, { attributes: true });
    ask();
    return () => {
      stop();
      themes.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [store, picture, near, chosen]);

  // The pane takes the pointer for panning; a press that did not move is a choice.
  useEffect(() => {
    const pane = store.getState().domNode?.querySelector<HTMLElement>('.react-flow__pane');
    if (pane == null) return undefined;
    let start = { x: 0, y: 0 };
    const handleDown = (event: PointerEvent): void => {
      start = { x: event.clientX, y: event.clientY };
    };
    const handleClick = (event: MouseEvent): void => {
      if (Math.hypot(event.clientX - start.x, event.clientY - start.y) > mostSlip) return;
      const box = pane.getBoundingClientRect();
      const [x, y, zoom] = store.getState().transform;
      onPressRef.current({
        x: (event.clientX - box.left - x) / zoom,
        y: (event.clientY - box.top - y) / zoom,
      });
    };
    pane.addEventListener('pointerdown', handleDown);
    pane.addEventListener('click', handleClick);
    return () => {
      pane.removeEventListener('pointerdown', handleDown);
      pane.removeEventListener('click', handleClick);
    };
  }, [store]);

  return <canvas ref={canvasRef} className="chain-far" aria-hidden="true" />;
}
