import { formatBytes } from '../../lib/language/format';
import { describeLabels } from '../../lib/language/describe-labels';
import { translate } from '../../lib/language/translate';
import { standingKey } from '../../lib/verdict/describe';
import type { ListedModel } from '../../lib/verdict/listed-model';
import type { Attempt, ModelActions } from './model';
import { ModelButtons } from './ModelButtons';
import { ModelProgress } from './ModelProgress';
import { ModelProblemText } from './ModelProblemText';
import { useUniqueId } from '../use-unique-id';
import './ModelRow.css';

interface ModelRowProps {
  listed: ListedModel;
  /** What "go back" leads to. */
  previousName: string | undefined;
  attempt: Attempt | undefined;
  /** Some model passes its self-test right now: no other can be put to use. */
  isTesting: boolean;
  actions: ModelActions;
}

export function ModelRow({ listed, previousName, attempt, isTesting, actions }: ModelRowProps) {
  const nameId = useUniqueId();
  const { model, isActive, isUpdate } = listed;
  return (
    <li class="model-row" data-model={model.id} aria-labelledby={nameId}>
      <div class="model-row__about">
        <div class="model-row__head">
          <h3 id={nameId} class="model-row__name">
            {model.name}
          </h3>
          {isActive && <Tag kind="active">{translate('options_inUse')}</Tag>}
          {isUpdate && <Tag kind="update">{translate('options_newer')}</Tag>}
          <Tag kind="plain">{translate(`options_kind_${kindOf(listed)}`)}</Tag>
        </div>
        <Facts listed={listed} />
        <p class="model-row__standing">
          {translate(isUpdate ? 'options_newer_explanation' : standingKey(model))}
        </p>
        {model.labels && <p class="model-row__standing">{describeLabels(model.labels)}</p>}
      </div>
      <ModelButtons
        listed={listed}
        nameId={nameId}
        previousName={previousName}
        isTesting={isTesting}
        actions={actions}
      />
      <Happening listed={listed} attempt={attempt} />
    </li>
  );
}

function Tag({ kind, children }: { kind: 'active' | 'update' | 'plain'; children: string }) {
  return <span class={`model-row__tag model-row__tag--${kind}`}>{children}</span>;
}

function Facts({ listed: { model, sizeInBytes, repository } }: { listed: ListedModel }) {
  return (
    <ul class="model-row__facts">
      <li>{formatBytes(sizeInBytes)}</li>
      <li>
        {model.licence === 'unknown'
          ? translate('options_licence_unknown')
          : translate('options_licence', model.licence)}
      </li>
      <li title={model.revision}>{translate('options_revision', model.revision.slice(0, 7))}</li>
      {repository !== null && <li>{translate('options_repository', repository)}</li>}
    </ul>
  );
}

/** What goes on with the model, or went wrong. */
function Happening({ listed, attempt }: Pick<ModelRowProps, 'listed' | 'attempt'>) {
  if (attempt?.status === 'testing') {
    return <p class="model-row__testing">{translate('options_testing')}</p>;
  }
  const problem = attempt ?? (listed.state.status === 'failed' ? listed.state : undefined);
  return (
    <>
      <ModelProgress listed={listed} />
      {problem && <ModelProblemText problem={problem} sizeInBytes={listed.sizeInBytes} />}
    </>
  );
}

function kindOf({ isVerified, state }: ListedModel) {
  if (!isVerified) return 'unverified';
  return state.status === 'embedded' ? 'embedded' : 'full';
}
