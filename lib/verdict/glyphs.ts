import type { Verdict } from './rate';

/** What a mark can say of a picture: a verdict, that it could not be checked, that it still is, or that it could be. */
export type Mark = Verdict | 'failed' | 'checking' | 'offered';

/**
 * Path data of the marks on a 16 × 16 grid, to be filled with `fill-rule="evenodd"`. Each has its own silhouette, so
 * that they are told apart without colour: disc with a check, diamond with a spark, square with a question mark,
 * the corners of a frame around a dot, dashed ring with a slash, three dots, magnifying glass.
 */
export const glyphs: Record<Mark, string> = {
  real: 'M8 .5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15zM4.1 8.2 7 11.1 12 6.1 10.7 4.8 7 8.5 5.4 6.9z',
  fake: 'M9.1.5l6.4 6.4a1.55 1.55 0 0 1 0 2.2l-6.4 6.4a1.55 1.55 0 0 1-2.2 0L.5 9.1a1.55 1.55 0 0 1 0-2.2L6.9.5a1.55 1.55 0 0 1 2.2 0zM8 3.1 6.6 6.6 3.1 8 6.6 9.4 8 12.9 9.4 9.4 12.9 8 9.4 6.6z',
  unsure:
    'M3.5 1h9A2.5 2.5 0 0 1 15 3.5v9a2.5 2.5 0 0 1-2.5 2.5h-9A2.5 2.5 0 0 1 1 12.5v-9A2.5 2.5 0 0 1 3.5 1zM5.2 6.3h1.7c0-.7.4-1.1 1.1-1.1s1.1.4 1.1.9-.2.7-.8 1.1c-.8.6-1.1 1.1-1.1 2v.4h1.6v-.2c0-.6.2-.8.7-1.2.8-.5 1.3-1.1 1.3-2.1 0-1.5-1.1-2.5-2.8-2.5S5.2 4.7 5.2 6.3zM8 10.4a1 1 0 1 0 0 2 1 1 0 1 0 0-2z',
  tooSmall:
    'M2 .5h4v2H2.5V6h-2V2A1.5 1.5 0 0 1 2 .5zM10 .5h4A1.5 1.5 0 0 1 15.5 2v4h-2V2.5H10zM.5 10h2v3.5H6v2H2A1.5 1.5 0 0 1 .5 14zM13.5 10h2v4a1.5 1.5 0 0 1-1.5 1.5h-4v-2h3.5zM6.5 5.5h3a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1h-3a1 1 0 0 1-1-1v-3a1 1 0 0 1 1-1z',
  failed:
    'M5.59 1A7.4 7.4 0 0 1 10.41 1L9.89 2.52A5.8 5.8 0 0 0 6.11 2.52zM12.85 2.42A7.4 7.4 0 0 1 15.26 6.59L13.69 6.89A5.8 5.8 0 0 0 11.81 3.62zM15.26 9.41A7.4 7.4 0 0 1 12.85 13.58L11.81 12.38A5.8 5.8 0 0 0 13.69 9.11zM10.41 15A7.4 7.4 0 0 1 5.59 15L6.11 13.48A5.8 5.8 0 0 0 9.89 13.48zM3.15 13.58A7.4 7.4 0 0 1 .74 9.41L2.31 9.11A5.8 5.8 0 0 0 4.19 12.38zM.74 6.59A7.4 7.4 0 0 1 3.15 2.42L4.19 3.62A5.8 5.8 0 0 0 2.31 6.89zM10.4 4.5 11.5 5.6 5.6 11.5 4.5 10.4z',
  checking:
    'M3 6.3a1.7 1.7 0 1 1 0 3.4a1.7 1.7 0 1 1 0-3.4zM8 6.3a1.7 1.7 0 1 1 0 3.4a1.7 1.7 0 1 1 0-3.4zM13 6.3a1.7 1.7 0 1 1 0 3.4a1.7 1.7 0 1 1 0-3.4z',
  offered:
    'M6.5.7a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-11.6zM6.5 2.5a4 4 0 1 0 0 8a4 4 0 1 0 0-8zM10 11.4 11.4 10 15.7 14.3 14.3 15.7z',
};
