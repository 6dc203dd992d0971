import { translate } from '../../lib/language/translate';
import { Button } from '../Button';
import { reasonKeyOf, type CheckActions, type CheckedFile, type CheckState } from './checked-files';
import { MarkLabel } from '../MarkLabel';
import { PictureDetail } from '../PictureDetail';
import { useFound } from '../use-found';
import './OnePicture.css';

interface OnePictureProps {
  file: CheckedFile;
  state: Pick<CheckState, 'sensitivity' | 'engine'>;
  actions: Pick<CheckActions, 'findJudgement' | 'retryFailed' | 'resume'>;
}

/** The only picture that was given, with all that is known of it. */
export function OnePicture({ file, state, actions }: OnePictureProps) {
  const { name, place } = file;
  const label = place ? `${name} (${place})` : name;
  return (
    <section class="one-picture" aria-busy={file.state.status === 'checking'}>
      <Picture label={label} file={file} state={state} actions={actions} />
    </section>
  );
}

function Picture({ label, file, state, actions }: OnePictureProps & { label: string }) {
  const picture = file.state;
  const { sensitivity, engine } = state;
  const contentHash = picture.status === 'judged' ? picture.contentHash : undefined;
  const judgement = useFound(actions.findJudgement, contentHash);
  if (picture.status === 'waiting' || picture.status === 'checking') {
    return (
      <div class="one-picture__progress" role="status">
        <MarkLabel mark="checking" large />
        <p>{label}</p>
        <p>{translate(engine?.status === 'loading' ? 'check_loading' : 'check_reading')}</p>
      </div>
    );
  }
  if (picture.status === 'stopped') {
    return <Button onClick={actions.resume}>{translate('check_retry')}</Button>;
  }
  return (
    <PictureDetail
      label={label}
      state={picture}
      judgement={judgement}
      sensitivity={sensitivity}
      {...(picture.status === 'failed' && { reason: translate(reasonKeyOf(picture)) })}
    >
      {picture.status === 'failed' && (
        <Button kind="primary" onClick={actions.retryFailed}>
          {translate('check_retry')}
        </Button>
      )}
      {contentHash !== undefined && (
        <a class="one-picture__inspect" href={`/inspector.html?id=${contentHash}`}>
          {translate('inspector_open')}
        </a>
      )}
    </PictureDetail>
  );
}
