import type { ComponentChildren } from 'preact';
import './InspectorSection.css';

interface InspectorSectionProps {
  id: string;
  heading: string;
  children: ComponentChildren;
}

/** One part of what the inspector tells beside the picture. */
export function InspectorSection({ id, heading, children }: InspectorSectionProps) {
  return (
    <section class="inspector-section" aria-labelledby={id}>
      <h2 id={id} class="inspector-section__heading">
        {heading}
      </h2>
      {children}
    </section>
  );
}
