import { heatColour } from '../../lib/verdict/heat-colour';
import './HeatScale.css';

interface HeatScaleProps {
  /** What the coldest and the warmest colour stand for. */
  less: string;
  more: string;
}

/** The colours of a map from cold to warm, and what they stand for. */
export function HeatScale({ less, more }: HeatScaleProps) {
  return (
    <p class="heat-scale">
      {less}
      <span class="heat-scale__colours" style={{ '--colours': colours }} />
      {more}
    </p>
  );
}

const colours = [0, 0.25, 0.5, 0.75, 1].map(cssColour).join(', ');

function cssColour(warmth: number): string {
  const [red, green, blue, alpha] = heatColour(warmth);
  return `rgb(${red} ${green} ${blue} / ${alpha / 255})`;
}
