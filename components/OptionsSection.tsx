import type { ComponentChildren } from 'preact';
import './OptionsSection.css';

interface OptionsSectionProps {
  /** The section's address on the page: `options.html#model`. */
  id: string;
  heading: string;
  explanation: string;
  children: ComponentChildren;
}

/** One part of the options: what it is about beside (on narrow pages above) what can be set. */
export function OptionsSection({ id, heading, explanation, children }: OptionsSectionProps) {
  return (
    <section id={id} class="options-section" aria-labelledby={`${id}-heading`}>
      <div class="options-section__about">
        <h2 id={`${id}-heading`} class="options-section__heading">
          {heading}
        </h2>
        <p>{explanation}</p>
      </div>
      <div class="options-section__content">{children}</div>
    </section>
  );
}
