import { translate } from '../../lib/language/translate';
import './WelcomePromises.css';

/** Drawn in the text's colour, in a square of 24. */
const drawings = {
  cannot:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.6 9.4a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.9-1.2 1.8M12 16.6v.1',
  stays: 'M4 5h16v10H4zM2.5 19h19M9 10l2.2 2.2L15 8.4',
  asks: 'M4 4h16v6H4zM4 14h16v6H4zM7.5 7v.1M7.5 17v.1M12 10v4',
} as const;

const promises = ['cannot', 'stays', 'asks'] as const;

/** What Candid cannot do, and what does and does not leave the computer. */
export function WelcomePromises() {
  return (
    <ul class="welcome-promises">
      {promises.map((promise) => (
        <li key={promise} class="welcome-promises__promise">
          <svg
            class="welcome-promises__drawing"
            viewBox="0 0 24 24"
            width="24"
            height="24"
            aria-hidden="true"
          >
            <path d={drawings[promise]} />
          </svg>
          <h3 class="welcome-promises__heading">{translate(`welcome_${promise}_heading`)}</h3>
          <p>{translate(`welcome_${promise}`)}</p>
        </li>
      ))}
    </ul>
  );
}
