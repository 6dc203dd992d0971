import { translate } from '../../lib/language/translate';
import { Button } from '../Button';
import { FilePicker } from '../FilePicker';
import type { FileProblem, SitesActions, SitesState } from '../site';
import { Switch } from './Switch';
import './RulesBackup.css';

interface RulesBackupProps {
  sites: SitesState;
  actions: SitesActions;
}

/** The rules as a file, and in the person's other browsers. */
export function RulesBackup({ sites, actions }: RulesBackupProps) {
  const { isSynced, syncProblem, fileProblem } = sites;
  return (
    <div class="rules-backup">
      <Switch
        label={translate('sites_sync')}
        description={translate('sites_sync_explanation')}
        checked={isSynced}
        onChange={actions.syncRules}
      />
      <p class="rules-backup__problem" role="status">
        {isSynced && syncProblem && translate(`sites_sync_${syncProblem}`)}
      </p>
      <div class="rules-backup__file">
        <Button onClick={actions.exportRules}>{translate('sites_export')}</Button>
        <FilePicker
          label={translate('sites_import')}
          accept=".json,application/json"
          onFiles={([file]) => file && actions.importRules(file)}
        />
        <p class="rules-backup__note">{translate('sites_import_note')}</p>
      </div>
      <p class="rules-backup__problem" role="alert">
        {fileProblem && describeFileProblem(fileProblem)}
      </p>
    </div>
  );
}

function describeFileProblem({ code, subject = '' }: FileProblem): string {
  return code === 'wrongRule'
    ? translate('sites_file_wrongRule', subject)
    : translate(`sites_file_${code}`);
}
