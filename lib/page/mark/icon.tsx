import { glyphs, type Mark } from '../../verdict/glyphs';

/** A mark's shape. It says nothing to a screen reader: the word beside it does. */
export function Icon({ of, isLarge = false }: { of: Mark; isLarge?: boolean }) {
  const motion = of === 'checking' ? 'pulse' : '';
  return (
    <svg
      class={`icon ${isLarge ? 'icon-large' : ''} ${motion}`}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path fill="currentColor" fill-rule="evenodd" d={glyphs[of]} />
    </svg>
  );
}
