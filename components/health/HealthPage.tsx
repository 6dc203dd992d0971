import type { ComponentChildren } from 'preact';
import { formatCount } from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import type { HealthReport } from '../../lib/verdict/health';
import { BrandHeader } from '../BrandHeader';
import { Button } from '../Button';
import { FactList } from './FactList';
import { measuredPasses, type HealthActions, type HealthState } from './health';
import { cacheFacts, engineFacts, modelFacts, speedFacts } from './health-facts';
import { OptionsSection } from '../OptionsSection';
import { PublishedScores } from './PublishedScores';
import { SpeedCheck } from './SpeedCheck';
import './HealthPage.css';

interface HealthPageProps {
  state: HealthState;
  actions: HealthActions;
}

/** How the engine is doing, for whoever wants to know or to report it. */
export function HealthPage({ state, actions }: HealthPageProps) {
  const { report } = state;
  return (
    <div class="health-page">
      <BrandHeader page={translate('health_heading')}>
        {report && <CopyButton copying={state.copying} onCopy={actions.copy} />}
      </BrandHeader>
      <main class="health-page__main">
        {report ? (
          <Report report={report} state={state} actions={actions} />
        ) : (
          <p role="status">{translate('health_waiting')}</p>
        )}
      </main>
    </div>
  );
}

interface ReportProps extends HealthPageProps {
  report: HealthReport;
}

function Report({ report, state, actions }: ReportProps) {
  return (
    <>
      <Section name="engine">
        <FactList facts={engineFacts(report)} />
      </Section>
      <Section name="model">
        <FactList facts={modelFacts(report)} />
      </Section>
      <Section name="speed" substitution={formatCount(measuredPasses)}>
        <FactList facts={speedFacts(report)} />
        <SpeedCheck measuring={state.measuring} onMeasure={actions.measure} />
      </Section>
      <Section name="published">
        <PublishedScores
          published={report.model.published}
          comparing={state.comparing}
          onFiles={actions.compare}
        />
      </Section>
      <Section name="cache">
        <FactList facts={cacheFacts(report)} />
      </Section>
    </>
  );
}

interface SectionProps {
  name: 'engine' | 'model' | 'speed' | 'published' | 'cache';
  substitution?: string;
  children: ComponentChildren;
}

function Section({ name, substitution = '', children }: SectionProps) {
  return (
    <OptionsSection
      id={name}
      heading={translate(`health_${name}`)}
      explanation={translate(`health_${name}_explanation`, substitution)}
    >
      {children}
    </OptionsSection>
  );
}

interface CopyButtonProps {
  copying: HealthState['copying'];
  onCopy: () => void;
}

function CopyButton({ copying, onCopy }: CopyButtonProps) {
  return (
    <div class="health-page__copy">
      <p role="status">
        {copying === 'copied' && translate('health_copied')}
        {copying === 'failed' && translate('health_copy_failed')}
      </p>
      <Button onClick={onCopy}>{translate('health_copy')}</Button>
    </div>
  );
}
