import type { Fact } from './health-facts';
import './FactList.css';

/** Names and what is known of them, beside each other; on narrow pages below. */
export function FactList({ facts }: { facts: Fact[] }) {
  return (
    <dl class="fact-list">
      {facts.map(({ label, lines, isCode }) => (
        <div key={label} class="fact-list__fact">
          <dt>{label}</dt>
          <dd class={isCode ? 'fact-list__code' : undefined}>
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
