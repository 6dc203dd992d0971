import { useState } from 'preact/hooks';
import { translate } from '../lib/language/translate';
import { heatColour } from '../lib/verdict/heat-colour';
import type { Judgement } from '../lib/verdict/judgement';
import { HeatmapOverlay } from './HeatmapOverlay';
import { useObjectUrl } from './use-object-url';
import './PictureFigure.css';

interface PictureFigureProps {
  label: string;
  judgement: Pick<Judgement, 'preview' | 'heatmap' | 'picture'>;
}

/** A judged picture with the model's attention over what was scored, and a legend that says what that is. */
export function PictureFigure({ label, judgement }: PictureFigureProps) {
  const { preview, heatmap, picture } = judgement;
  const [showsHeat, setShowsHeat] = useState(true);
  const [isLoaded, setIsLoaded] = useState(false);
  const url = useObjectUrl(preview);
  return (
    <figure class="picture-figure">
      <div class="picture-figure__stage">
        <div class="picture-figure__picture">
          {url && <img src={url} alt={label} onLoad={() => setIsLoaded(true)} />}
          {isLoaded && (
            <HeatmapOverlay heatmap={heatmap} region={picture.region} hidden={!showsHeat} />
          )}
        </div>
      </div>
      <figcaption class="picture-figure__legend">
        {heatmap ? (
          <HeatLegend isShown={showsHeat} onToggle={() => setShowsHeat(!showsHeat)} />
        ) : (
          <p class="picture-figure__explanation">{translate('picture_attention_none')}</p>
        )}
      </figcaption>
    </figure>
  );
}

function HeatLegend({ isShown, onToggle }: { isShown: boolean; onToggle: () => void }) {
  return (
    <>
      <button
        type="button"
        class="picture-figure__toggle"
        aria-pressed={isShown}
        onClick={onToggle}
      >
        {translate('picture_attention')}
      </button>
      <HeatScale />
      <p class="picture-figure__explanation">{translate('picture_attention_meaning')}</p>
    </>
  );
}

function HeatScale() {
  return (
    <span class="picture-figure__scale">
      {translate('picture_attention_less')}
      <span class="picture-figure__swatches">
        {[0, 0.25, 0.5, 0.75, 1].map((warmth) => (
          <span key={warmth} style={{ background: cssColour(warmth) }} />
        ))}
      </span>
      {translate('picture_attention_more')}
    </span>
  );
}

function cssColour(warmth: number): string {
  const [red, green, blue, alpha] = heatColour(warmth);
  return `rgb(${red} ${green} ${blue} / ${alpha / 255})`;
}
