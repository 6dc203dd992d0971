import { describeProblem } from './describe-problem';
import type { ModelProblem } from './model';
import { useSecondsLeft } from './use-seconds-left';
import './ModelProblemText.css';

interface ModelProblemTextProps {
  problem: ModelProblem;
  /** Of the model, where it is known. */
  sizeInBytes?: number | undefined;
  /** Speaks up by itself. Leave it out where a live region of the page tells already. */
  isAlert?: boolean;
}

/** Why something could not be done with a model, and what helps. */
export function ModelProblemText({ problem, sizeInBytes, isAlert }: ModelProblemTextProps) {
  const secondsLeft = useSecondsLeft(problem.retryAfterSeconds);
  const sentences = describeProblem({ ...problem, secondsLeft, sizeInBytes });
  return (
    <p class="model-problem" role={isAlert ? 'alert' : undefined}>
      <svg
        class="model-problem__mark"
        viewBox="0 0 16 16"
        width="16"
        height="16"
        aria-hidden="true"
      >
        <path d="M8 1.6 15 14H1z" />
        <path d="M8 6v4M8 11.6v.6" />
      </svg>
      <span>{sentences.join(' ')}</span>
    </p>
  );
}
