import { hash } from '../noise.ts';
import { add, clamp, hex, mix, ramp, scale, type Colour, type Scene } from '../paint.ts';

interface Ball {
  x: number;
  y: number;
  z: number;
  radius: number;
  colour: Colour;
}

const palette = ramp(['#e4572e', '#f3a712', '#76b041', '#17bebb', '#5c4d7d']);
const floorColour = hex('#e9e4dc');
const wall = hex('#b9c6d2');
const light = normalise([-0.5, 0.9, -0.6]);

/** Painted balls on a pale floor, ray traced with soft contact shadows. */
export const spheres: Scene = ({ seed, aspect }) => {
  const balls = Array.from({ length: 14 }, (_, index) => ballAt(index, seed));
  return (x, y) => shadeRay(balls, normalise([(x - aspect / 2) * 1.15, 0.36 - y, 1]));
};

function ballAt(index: number, seed: number): Ball {
  const radius = 0.16 + 0.3 * hash(index, 1, seed);
  const x = (hash(index, 2, seed) - 0.5) * 4.6;
  const z = 2.6 + 4 * hash(index, 3, seed);
  return { x, z, radius, y: radius - 0.8, colour: palette(hash(index, 4, seed)) };
}

function shadeRay(balls: Ball[], ray: Colour): Colour {
  const hit = nearestHit(balls, ray);
  if (hit) return shadeBall(hit.ball, scale(ray, hit.distance), ray);
  if (ray[1] >= -0.02) return mix(wall, floorColour, clamp(0.3 - ray[1]));
  const distance = -0.8 / ray[1];
  const point = scale(ray, distance);
  const lit = balls.reduce((open, ball) => open * (1 - shadowOf(ball, point)), 1);
  return mix(scale(floorColour, 0.35 + 0.65 * lit), wall, clamp((distance - 4) / 18));
}

function nearestHit(balls: Ball[], ray: Colour) {
  let nearest: { ball: Ball; distance: number } | undefined;
  for (const ball of balls) {
    const along = ball.x * ray[0] + ball.y * ray[1] + ball.z * ray[2];
    const miss = ball.x ** 2 + ball.y ** 2 + ball.z ** 2 - along ** 2;
    if (miss > ball.radius ** 2) continue;
    const distance = along - Math.sqrt(ball.radius ** 2 - miss);
    if (!nearest || distance < nearest.distance) nearest = { ball, distance };
  }
  return nearest;
}

function shadeBall(ball: Ball, point: Colour, ray: Colour): Colour {
  const normal = scale(add(point, [ball.x, ball.y, ball.z], -1), 1 / ball.radius);
  const facing = clamp(dot(normal, light));
  const mirrored = add(ray, normal, -2 * dot(ray, normal));
  const gloss = clamp(dot(mirrored, light)) ** 40;
  const rim = (1 - clamp(-dot(ray, normal))) ** 3;
  const ambient = 0.28 + 0.14 * normal[1];
  return add(
    add(scale(ball.colour, ambient + 0.75 * facing), [1, 1, 1], gloss * 0.8),
    wall,
    rim * 0.4,
  );
}

function shadowOf(ball: Ball, point: Colour): number {
  const towards = add([ball.x, ball.y, ball.z], point, -1);
  const along = dot(towards, light);
  const miss = Math.sqrt(Math.max(0, dot(towards, towards) - along ** 2));
  return along < 0 ? 0 : 0.75 * clamp(1.25 - miss / ball.radius);
}

function dot(a: Colour, b: Colour): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function normalise(vector: Colour): Colour {
  return scale(vector, 1 / Math.sqrt(dot(vector, vector)));
}
