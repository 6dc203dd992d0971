import type { ComponentChildren } from 'preact';
import { translate } from '../../lib/language/translate';
import { Button } from '../Button';
import type { Adding } from './model';
import { ModelProblemText } from './ModelProblemText';
import { useUniqueId } from '../use-unique-id';
import './AddForm.css';

interface AddFormProps {
  heading: string;
  explanation: string;
  submitLabel: string;
  workingLabel: string;
  adding: Adding;
  onSubmit: () => void;
  children: ComponentChildren;
}

/** One way to add a model: its fields, and how it comes along. */
export function AddForm(props: AddFormProps) {
  const { heading, explanation, submitLabel, workingLabel, adding, onSubmit, children } = props;
  const headingId = useUniqueId();
  const isWorking = adding.status === 'working';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isWorking) onSubmit();
  };
  return (
    <form class="add-form" aria-labelledby={headingId} noValidate onSubmit={submit}>
      <div class="add-form__about">
        <h4 id={headingId} class="add-form__heading">
          {heading}
        </h4>
        <p>{explanation}</p>
      </div>
      {children}
      <div class="add-form__end">
        <Button type="submit" disabled={isWorking}>
          {isWorking ? workingLabel : submitLabel}
        </Button>
        <Outcome adding={adding} />
      </div>
    </form>
  );
}

function Outcome({ adding }: { adding: Adding }) {
  if (adding.status === 'failed') return <ModelProblemText problem={adding} isAlert />;
  return <p role="status">{adding.status === 'done' && translate('options_added', adding.name)}</p>;
}
