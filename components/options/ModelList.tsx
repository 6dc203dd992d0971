import { useRef } from 'preact/hooks';
import type { ListedModel } from '../../lib/verdict/listed-model';
import type { Attempts, ModelActions } from './model';
import { nameOfKey } from './model';
import { ModelRow } from './ModelRow';
import { useKeptFocus } from './use-kept-focus';
import './ModelList.css';

interface ModelListProps {
  /** Undefined until the host answers. */
  models: ListedModel[] | undefined;
  attempts: Attempts;
  actions: ModelActions;
}

export function ModelList({ models, attempts, actions }: ModelListProps) {
  const list = useRef<HTMLUListElement>(null);
  useKeptFocus(list);
  if (!models) return <div class="model-list model-list--waiting" aria-busy="true" />;
  const isTesting = [...attempts.values()].some(({ status }) => status === 'testing');
  const previous = models.find(({ isPrevious }) => isPrevious);
  return (
    <ul ref={list} class="model-list" tabIndex={-1}>
      {models.map((listed) => (
        <ModelRow
          key={nameOfKey(listed.model)}
          listed={listed}
          previousName={previous?.model.name}
          attempt={attempts.get(nameOfKey(listed.model))}
          isTesting={isTesting}
          actions={actions}
        />
      ))}
    </ul>
  );
}
