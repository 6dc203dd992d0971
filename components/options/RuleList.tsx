import { useRef } from 'preact/hooks';
import { formatCount } from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import { Button } from '../Button';
import { ModeSelect } from './ModeSelect';
import type { RulesChange, SiteRule, SitesActions, SitesState } from '../site';
import { useKeptFocus } from './use-kept-focus';
import { useUniqueId } from '../use-unique-id';
import './RuleList.css';

interface RuleListProps {
  sites: SitesState;
  actions: SitesActions;
}

/** Every rule, to be changed or removed, and what was just done to them. */
export function RuleList({ sites, actions }: RuleListProps) {
  const root = useRef<HTMLDivElement>(null);
  useKeptFocus(root);
  return (
    <div
      ref={root}
      class="rule-list"
      role="group"
      aria-label={translate('sites_list')}
      tabIndex={-1}
    >
      <Changed change={sites.change} onUndo={actions.undoRules} />
      {sites.rules.length === 0 ? (
        <p class="rule-list__none">
          {translate(sites.elsewhere === 'never' ? 'sites_none_only' : 'sites_none_everywhere')}
        </p>
      ) : (
        <ul class="rule-list__rules">
          {sites.rules.map((rule) => (
            <Row key={rule.pattern} rule={rule} actions={actions} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Row({ rule, actions }: { rule: SiteRule; actions: SitesActions }) {
  const id = useUniqueId();
  const { pattern, mode } = rule;
  return (
    <li class="rule-list__rule" aria-labelledby={id}>
      <span id={id} class={`rule-list__site${mode === 'never' ? ' rule-list__site--never' : ''}`}>
        <bdi>{pattern}</bdi>
      </span>
      <ModeSelect
        label={translate('sites_mode', pattern)}
        mode={mode}
        onChoose={(chosen) => actions.changeRule({ pattern, mode: chosen })}
      />
      <Button describedBy={id} onClick={() => actions.removeRule(pattern)}>
        {translate('sites_remove')}
      </Button>
    </li>
  );
}

/** Said aloud, so it stays in the document while there is nothing to say. */
function Changed({ change, onUndo }: { change: RulesChange | undefined; onUndo: () => void }) {
  return (
    <div class="rule-list__change" role="status">
      {change && (
        <>
          <span>{describeChange(change)}</span>
          <Button onClick={onUndo}>{translate('sites_undo')}</Button>
        </>
      )}
    </div>
  );
}

function describeChange(change: RulesChange): string {
  if (change.kind === 'removed') return translate('sites_removed', change.pattern);
  return translate('sites_imported', formatCount(change.count));
}
