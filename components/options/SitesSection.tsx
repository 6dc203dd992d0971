import { translate } from '../../lib/language/translate';
import { ChoiceGroup } from '../ChoiceGroup';
import { OptionsSection } from '../OptionsSection';
import { RuleForm } from './RuleForm';
import { RuleList } from './RuleList';
import { RulesBackup } from './RulesBackup';
import { siteModes, type SitesActions, type SitesState } from '../site';
import { WithheldNotice } from '../WithheldNotice';
import './SitesSection.css';

interface SitesSectionProps {
  /** Undefined until they are read. */
  sites: SitesState | undefined;
  isWithheld: boolean;
  actions: SitesActions & { requestAccess: () => void };
}

/** On which pages pictures are checked, and when. */
export function SitesSection({ sites, isWithheld, actions }: SitesSectionProps) {
  return (
    <OptionsSection
      id="sites"
      heading={translate('sites_heading')}
      explanation={translate('sites_explanation')}
    >
      {isWithheld && <WithheldNotice kind="everywhere" onRequest={actions.requestAccess} />}
      {sites ? (
        <Rules sites={sites} actions={actions} />
      ) : (
        <div class="sites-section sites-section--waiting" aria-busy="true" />
      )}
    </OptionsSection>
  );
}

function Rules({ sites, actions }: { sites: SitesState; actions: SitesActions }) {
  return (
    <div class="sites-section">
      <Scope sites={sites} actions={actions} />
      <div class="sites-section__rules">
        <RuleForm onAdd={actions.addRule} />
        <RuleList sites={sites} actions={actions} />
        <RulesBackup sites={sites} actions={actions} />
      </div>
    </div>
  );
}

function Scope({ sites, actions }: { sites: SitesState; actions: SitesActions }) {
  const { elsewhere } = sites;
  const isEverywhere = elsewhere !== 'never';
  return (
    <div class="sites-section__scope">
      <ChoiceGroup
        legend={translate('sites_scope')}
        choices={[
          {
            value: 'only',
            label: translate('sites_scope_only'),
            description: translate('sites_scope_only_explanation'),
          },
          {
            value: 'everywhere',
            label: translate('sites_scope_everywhere'),
            description: translate('sites_scope_everywhere_explanation'),
          },
        ]}
        chosen={isEverywhere ? 'everywhere' : 'only'}
        onChoose={(scope) => actions.chooseElsewhere(scope === 'only' ? 'never' : 'automatic')}
      />
      {isEverywhere && (
        <ChoiceGroup
          legend={translate('sites_elsewhere')}
          choices={siteModes
            .filter((mode) => mode !== 'never')
            .map((mode) => ({
              value: mode,
              label: translate(`sites_mode_${mode}`),
              description: translate(`sites_mode_${mode}_explanation`),
            }))}
          chosen={elsewhere}
          onChoose={actions.chooseElsewhere}
        />
      )}
    </div>
  );
}
