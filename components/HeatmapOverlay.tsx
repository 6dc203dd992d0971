import { useLayoutEffect, useRef } from 'preact/hooks';
import { heatPixels } from '../lib/verdict/heat-colour';
import type { Heatmap, Region } from '../lib/verdict/judgement';
import './HeatmapOverlay.css';

interface HeatmapOverlayProps {
  /** Null where the model does not tell: then there is the frame alone. */
  heatmap: Heatmap | null;
  /** The part of the picture that was scored; the heat covers this part and no more. */
  region: Region;
  hidden: boolean;
}

/** Lies over a picture that fills its positioned parent: the heat, and a frame around what was scored. */
export function HeatmapOverlay({ heatmap, region, hidden }: HeatmapOverlayProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (canvas.current && heatmap) paint(canvas.current, heatmap);
  }, [heatmap]);
  return (
    <div class="heatmap-overlay" style={placeOf(region)} aria-hidden="true">
      {heatmap && (
        <canvas
          ref={canvas}
          class="heatmap-overlay__heat"
          width={heatmap.columns}
          height={heatmap.rows}
          hidden={hidden}
        />
      )}
    </div>
  );
}

function paint(canvas: HTMLCanvasElement, heatmap: Heatmap): void {
  const image = new ImageData(heatPixels(heatmap), heatmap.columns, heatmap.rows);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}

function placeOf({ x, y, width, height }: Region) {
  const percent = (fraction: number) => `${fraction * 100}%`;
  return { left: percent(x), top: percent(y), width: percent(width), height: percent(height) };
}
