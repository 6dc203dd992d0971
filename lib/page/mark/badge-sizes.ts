import type { BadgeSize } from '../../settings/settings';

/** How large badges of one size are, in CSS pixels. */
interface BadgeMeasures {
  height: number;
  /** On pictures with no room for more than a small sign. */
  tinyHeight: number;
  fontSize: number;
  iconSize: number;
  tinyIconSize: number;
  /** Wider than a badge with any word of any language. */
  coverWidth: number;
}

export const badgeSizes: Record<BadgeSize, BadgeMeasures> = {
  small: {
    height: 20,
    tinyHeight: 16,
    fontSize: 11,
    iconSize: 12,
    tinyIconSize: 10,
    coverWidth: 176,
  },
  medium: {
    height: 24,
    tinyHeight: 18,
    fontSize: 12,
    iconSize: 14,
    tinyIconSize: 11,
    coverWidth: 192,
  },
  large: {
    height: 30,
    tinyHeight: 22,
    fontSize: 15,
    iconSize: 18,
    tinyIconSize: 14,
    coverWidth: 240,
  },
};
