import { useState } from 'preact/hooks';
import { translate } from '../../lib/language/translate';
import { Button } from '../Button';
import { ModeSelect } from './ModeSelect';
import type { RuleProblem, SiteMode } from '../site';
import { TextField } from '../TextField';
import './RuleForm.css';

interface RuleFormProps {
  /** Answers why there can be no such rule, or nothing. */
  onAdd: (typed: string, mode: SiteMode) => RuleProblem | undefined;
}

/** Adds a rule for a site. */
export function RuleForm({ onAdd }: RuleFormProps) {
  const [typed, setTyped] = useState('');
  const [mode, setMode] = useState<SiteMode>('automatic');
  const [problem, setProblem] = useState<RuleProblem>();
  const change = (text: string) => {
    setTyped(text);
    setProblem(undefined);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const refused = onAdd(typed, mode);
    setProblem(refused);
    if (!refused) setTyped('');
  };
  return (
    <form class="rule-form" noValidate onSubmit={submit}>
      <TextField
        label={translate('sites_add_site')}
        hint={translate('sites_add_hint')}
        value={typed}
        error={problem && translate(`sites_wrong_${problem}`)}
        onInput={change}
      />
      <div class="rule-form__end">
        <ModeSelect label={translate('sites_add_mode')} mode={mode} onChoose={setMode} />
        <Button type="submit">{translate('sites_add')}</Button>
      </div>
    </form>
  );
}
