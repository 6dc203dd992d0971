const width = 1600;
const height = 1200;
const stripes = 40;

/** A JPEG of two megapixels, as pictures on pages are: a gradient with shapes over it. */
export async function paintTestPicture(): Promise<ArrayBuffer> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new TypeError('Expected a 2D canvas, got none');
  const sky = context.createLinearGradient(0, 0, width, height);
  sky.addColorStop(0, 'steelblue');
  sky.addColorStop(1, 'darkorange');
  context.fillStyle = sky;
  context.fillRect(0, 0, width, height);
  for (let i = 0; i < stripes; i += 1) {
    context.fillStyle = `hsl(${i * 37} 60% 50% / 40%)`;
    context.fillRect((i * 211) % width, (i * 97) % height, 40 + ((i * 53) % 300), 60);
  }
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
  return blob.arrayBuffer();
}
