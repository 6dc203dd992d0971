import { translate } from '../../lib/language/translate';
import { OptionsSection } from '../OptionsSection';
import { Switch } from './Switch';

interface FileSectionProps {
  isOwnBytesOnly: boolean;
  onChange: (isOwnBytesOnly: boolean) => void;
}

/** Which file of a picture is scored. */
export function FileSection({ isOwnBytesOnly, onChange }: FileSectionProps) {
  return (
    <OptionsSection
      id="files"
      heading={translate('files_heading')}
      explanation={translate('files_explanation')}
    >
      <Switch
        label={translate('files_ownBytesOnly')}
        description={translate('files_ownBytesOnly_explanation')}
        checked={isOwnBytesOnly}
        onChange={onChange}
      />
    </OptionsSection>
  );
}
