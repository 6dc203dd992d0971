import { formatBytes } from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import { Button } from '../Button';
import { ConfirmButton } from '../ConfirmButton';
import type { ListedModel } from '../../lib/verdict/listed-model';
import { isBegun, type ModelActions } from './model';
import './ModelButtons.css';

interface ModelButtonsProps {
  listed: ListedModel;
  /** The element that names the model, for buttons that many models have. */
  nameId: string;
  previousName: string | undefined;
  isTesting: boolean;
  actions: ModelActions;
}

/** What a person can do with a model as it is now. */
export function ModelButtons(props: ModelButtonsProps) {
  return (
    <div class="model-buttons">
      <MainButton {...props} />
      <RemoveButton {...props} />
    </div>
  );
}

function MainButton({ listed, nameId, previousName, isTesting, actions }: ModelButtonsProps) {
  const { model, state, isActive, sizeInBytes } = listed;
  if (isActive) {
    if (previousName === undefined) return null;
    return (
      <Button disabled={isTesting} onClick={actions.goBack}>
        {translate('options_goBack', previousName)}
      </Button>
    );
  }
  switch (state.status) {
    case 'installing':
      return (
        <Button describedBy={nameId} onClick={() => actions.pauseModel(model)}>
          {translate('options_pause')}
        </Button>
      );
    case 'embedded':
    case 'installed':
      return (
        <Button
          kind={state.status === 'installed' && listed.isVerified ? 'primary' : 'plain'}
          disabled={isTesting}
          describedBy={nameId}
          onClick={() => actions.useModel(model)}
        >
          {translate('options_use')}
        </Button>
      );
    default:
      return (
        <Button kind="primary" describedBy={nameId} onClick={() => actions.getModel(model)}>
          {translate(getKey(listed), formatBytes(sizeInBytes))}
        </Button>
      );
  }
}

function getKey(listed: ListedModel) {
  if (isBegun(listed)) return 'options_resume';
  return listed.state.status === 'failed' ? 'options_retry' : 'options_get';
}

const questions = {
  options_remove: 'options_remove_question',
  options_discard: 'options_discard_question',
} as const;

function RemoveButton({ listed, nameId, isTesting, actions }: ModelButtonsProps) {
  const label = removeLabelOf(listed);
  if (!label) return null;
  return (
    <ConfirmButton
      label={translate(label)}
      question={translate(questions[label])}
      disabled={isTesting}
      describedBy={nameId}
      onConfirm={() => actions.removeModel(listed.model)}
    />
  );
}

/** Nothing to remove: what is in use or part of the package, what runs, and what is only on offer. */
function removeLabelOf(listed: ListedModel) {
  const { isActive, isVerified, state } = listed;
  if (isActive || state.status === 'embedded' || state.status === 'installing') return undefined;
  if (state.status === 'installed' || !isVerified) return 'options_remove';
  return isBegun(listed) ? 'options_discard' : undefined;
}
