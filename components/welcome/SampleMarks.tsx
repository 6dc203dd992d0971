import { translate } from '../../lib/language/translate';
import { MarkLabel } from '../MarkLabel';
import './SampleMarks.css';

const samples = ['fake', 'unsure', 'real'] as const;

/** The three marks as they lie on pictures, and what each one says. */
export function SampleMarks() {
  return (
    <ul class="sample-marks">
      {samples.map((mark) => (
        <li key={mark} class="sample-marks__sample">
          <div class={`sample-marks__picture sample-marks__picture--${mark}`}>
            <Drawing />
            <span class="sample-marks__badge">
              <MarkLabel mark={mark} />
            </span>
          </div>
          <p class="sample-marks__meaning">{translate(`welcome_mark_${mark}`)}</p>
        </li>
      ))}
    </ul>
  );
}

function Drawing() {
  return (
    <svg
      class="sample-marks__drawing"
      viewBox="0 0 120 90"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <circle class="sample-marks__sun" cx="84" cy="36" r="11" />
      <path class="sample-marks__far" d="M0 66 26 42l20 17 24-24 50 40v15H0z" />
      <path class="sample-marks__near" d="M0 78c26-14 46-12 66-3s38 5 54-5v20H0z" />
    </svg>
  );
}
