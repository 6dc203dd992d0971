import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { translate } from '../lib/language/translate';
import { Button } from './Button';
import { useUniqueId } from './use-unique-id';
import './ConfirmButton.css';

interface ConfirmButtonProps {
  label: string;
  /** What is asked before it happens. */
  question: string;
  disabled?: boolean;
  describedBy?: string;
  onConfirm: () => void;
}

/** A button for what cannot be undone: it asks once, in its own place. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, question, disabled = false, describedBy, onConfirm } = props;
  const [isAsking, setAsking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const questionId = useUniqueId();
  useFocusOnCancel(opener, isAsking);
  if (!isAsking) {
    return (
      <Button
        buttonRef={opener}
        disabled={disabled}
        describedBy={describedBy}
        onClick={() => setAsking(true)}
      >
        {label}
      </Button>
    );
  }
  const cancel = () => setAsking(false);
  const confirm = () => {
    cancel();
    onConfirm();
  };
  return (
    <div
      class="confirm-button"
      role="group"
      aria-labelledby={questionId}
      onKeyDown={({ key }) => key === 'Escape' && cancel()}
    >
      <p id={questionId}>{question}</p>
      <Answers describedBy={questionId} label={label} onConfirm={confirm} onCancel={cancel} />
    </div>
  );
}

interface AnswersProps {
  label: string;
  describedBy: string;
  onConfirm: () => void;
  onCancel: () => void;
}

function Answers({ label, describedBy, onConfirm, onCancel }: AnswersProps) {
  const keep = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => keep.current?.focus(), []);
  return (
    <>
      <Button describedBy={describedBy} onClick={onConfirm}>
        {label}
      </Button>
      <Button buttonRef={keep} describedBy={describedBy} onClick={onCancel}>
        {translate('options_keep')}
      </Button>
    </>
  );
}

function useFocusOnCancel(opener: { current: HTMLElement | null }, isAsking: boolean): void {
  const wasAsking = useRef(false);
  useLayoutEffect(() => {
    if (wasAsking.current && !isAsking) opener.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
}
