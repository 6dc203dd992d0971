import { translate } from '../../lib/language/translate';
import { BrandHeader } from '../BrandHeader';
import { OptionsSection } from '../OptionsSection';
import type { ModelActions, ModelsState } from '../options/model';
import { PageLinks } from '../PageLinks';
import { WithheldNotice } from '../WithheldNotice';
import { FullModelSection } from './FullModelSection';
import { SampleMarks } from './SampleMarks';
import { WelcomePromises } from './WelcomePromises';
import { WorkplaceChoice, type Workplace } from './WorkplaceChoice';
import './WelcomePage.css';

export interface WelcomeState extends ModelsState {
  /** Undefined until it is read; `own` where the person has made other rules. */
  workplace: Workplace | 'own' | undefined;
  /** The browser keeps us from pages unless it is asked. */
  isWithheld: boolean;
}

export interface WelcomeActions extends ModelActions {
  workAt: (workplace: Workplace) => void;
  requestAccess: () => void;
}

interface WelcomePageProps {
  state: WelcomeState;
  actions: WelcomeActions;
}

/** What a person sees first: what Candid does, what it cannot, what it sends, and the two things worth choosing. */
export function WelcomePage({ state, actions }: WelcomePageProps) {
  return (
    <div class="welcome-page">
      <BrandHeader page={translate('welcome_page')}>
        <PageLinks here="welcome" />
      </BrandHeader>
      <main class="welcome-page__main">
        <div class="welcome-page__opening">
          <div class="welcome-page__about">
            <h2 class="welcome-page__heading">{translate('welcome_heading')}</h2>
            <p class="welcome-page__lead">{translate('welcome_does')}</p>
          </div>
          <SampleMarks />
        </div>
        <WelcomePromises />
        <OptionsSection
          id="where"
          heading={translate('welcome_where')}
          explanation={translate('welcome_where_explanation')}
        >
          {state.isWithheld && (
            <WithheldNotice kind="everywhere" onRequest={actions.requestAccess} />
          )}
          <WorkplaceChoice workplace={state.workplace} onChoose={actions.workAt} />
        </OptionsSection>
        <FullModelSection state={state} actions={actions} />
        <p class="welcome-page__next">{translate('welcome_next')}</p>
      </main>
    </div>
  );
}
