import { translate } from '../../lib/language/translate';
import type { Sensitivity } from '../../lib/verdict/model';
import { MarkGlyph } from '../MarkGlyph';
import { formatCount } from '../../lib/language/format';
import type { ListedPicture } from '../../lib/verdict/listed-picture';
import { countMarks } from '../picture';
import './PictureSummary.css';

interface PictureSummaryProps {
  pictures: ListedPicture[];
  sensitivity: Sensitivity;
}

/** How many pictures carry which mark. Announced when it changes. */
export function PictureSummary({ pictures, sensitivity }: PictureSummaryProps) {
  return (
    <p class="picture-summary" role="status">
      {countMarks(pictures, sensitivity).map(({ mark, count }) => (
        <span key={mark} class="picture-summary__count" title={translate(`verdict_${mark}`)}>
          <MarkGlyph mark={mark} size={14} />
          {formatCount(count)}
          <span class="visually-hidden"> {translate(`verdict_${mark}`)}, </span>
        </span>
      ))}
    </p>
  );
}
