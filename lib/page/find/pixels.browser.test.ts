import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawPixels } from '../ask/draw-pixels';
import { findUrl } from './find';
import { findMeant } from './match';

vi.mock('../../language/translate', () => import('../fixtures/stage'));

afterEach(() => document.body.replaceChildren());

function createCanvas(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 320, height: 240 });
  document.body.append(canvas);
  return canvas;
}

function paint(canvas: HTMLCanvasElement, color: string): void {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('Expected a 2D context, got none');
  context.fillStyle = color;
  context.fillRect(0, 0, 320, 240);
}

/** The colour in the middle of a picture file. */
async function readColor(png: ArrayBuffer): Promise<number[]> {
  const bitmap = await createImageBitmap(new Blob([png]));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  return [...(context?.getImageData(bitmap.width / 2, bitmap.height / 2, 1, 1).data ?? [])];
}

/** A video that plays what is painted on a canvas. */
async function playVideo() {
  const reel = createCanvas();
  const video = document.createElement('video');
  Object.assign(video, { muted: true, srcObject: reel.captureStream() });
  video.style.cssText = 'display: block; width: 320px; height: 240px';
  document.body.prepend(video);
  paint(reel, 'rgb(200 40 40)');
  await video.play();
  return { reel, video };
}

describe('a video', () => {
  it('shows its poster until it is played, nothing while it plays, then the frame it stopped at', async () => {
    const { video } = await playVideo();
    expect(findUrl(video)).toBeUndefined();
    video.pause();
    const url = findUrl(video);
    expect(url).toMatch(/^pixels:/);
    expect(findUrl(video)).toBe(url);
    expect(await readColor(await drawPixels(video))).toEqual([
      expect.closeTo(200, -1),
      expect.closeTo(40, -1),
      expect.closeTo(40, -1),
      255,
    ]);
    const untouched = document.createElement('video');
    untouched.poster = 'https://pictures.test/poster.jpg';
    expect(findUrl(untouched)).toBe('https://pictures.test/poster.jpg');
  });

  it('that plays shows the frame of the moment in which somebody asks', async () => {
    const { video } = await playVideo();
    expect(findMeant(null, { x: 60, y: 60 })).toBe(video);
    const url = findUrl(video);
    expect(url).toMatch(/^pixels:/);
    video.pause();
    expect(findUrl(video)).not.toBe(url);
  });
});

describe('a WebGL canvas', () => {
  function paintWebGl(canvas: HTMLCanvasElement): void {
    const context = canvas.getContext('webgl');
    context?.clearColor(0, 0, 1, 1);
    context?.clear(context.COLOR_BUFFER_BIT);
  }

  it('is read in a frame in which it is drawn', async () => {
    const canvas = createCanvas();
    let isOver = false;
    const draw = () => {
      paintWebGl(canvas);
      if (!isOver) requestAnimationFrame(draw);
    };
    draw();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const png = await drawPixels(canvas);
    isOver = true;
    expect(await readColor(png)).toEqual([0, 0, 255, 255]);
  });

  it('that was drawn once cannot be read, and is not taken for an empty picture', async () => {
    const canvas = createCanvas();
    paintWebGl(canvas);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await expect(drawPixels(canvas)).rejects.toMatchObject({ code: 'accessWithheld' });
  });
});
