import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import './DropZone.css';

interface DropZoneProps {
  /** Called while the drop is handled; the browser takes its items back after that. */
  onDrop: (transfer: DataTransfer) => void;
  children: ComponentChildren;
}

/** A part of a page that takes what is dropped on it. */
export function DropZone({ onDrop, children }: DropZoneProps) {
  const [isOver, setOver] = useState(false);
  const hover = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (event.dataTransfer) onDrop(event.dataTransfer);
  };
  return (
    <div
      class={`drop-zone${isOver ? ' drop-zone--over' : ''}`}
      onDragOver={hover}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {children}
    </div>
  );
}
