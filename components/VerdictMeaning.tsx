import {
  describeThumbnail,
  describeVerdict,
  type DescribedPicture,
} from '../lib/language/describe-verdict';
import { translate } from '../lib/language/translate';
import type { Sensitivity } from '../lib/verdict/model';
import './VerdictMeaning.css';

interface VerdictMeaningProps {
  of: DescribedPicture;
  sensitivity: Sensitivity;
}

/** How often the model is wrong about pictures like this one, and where that was measured. */
export function VerdictMeaning({ of, sensitivity }: VerdictMeaningProps) {
  const { text, source } = describeVerdict(of, sensitivity);
  const thumbnail = describeThumbnail(of.picture);
  return (
    <div class="verdict-meaning">
      <p>{text}</p>
      {source && <p class="verdict-meaning__source">{translate('measured_source', source)}</p>}
      {thumbnail && <p>{thumbnail}</p>}
    </div>
  );
}
