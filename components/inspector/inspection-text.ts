import { describeOrigin, describeSize } from '../../lib/language/describe-source';
import { describeExplanation } from '../../lib/language/describe-explanation';
import { describeKind, describeVerdict } from '../../lib/language/describe-verdict';
import { formatBytes, formatMoment, formatScore } from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import { standingKey, verdictKey } from '../../lib/verdict/describe';
import type { Sensitivity } from '../../lib/verdict/model';
import { rate } from '../../lib/verdict/rate';
import type { InspectedPicture, InspectorView } from './inspector';

/** All that the inspector says of a picture, as plain text to be pasted somewhere. */
export function writeInspectionText(picture: InspectedPicture, sensitivity: Sensitivity): string {
  const { name, judgement, page, pictureUrl } = picture;
  const { text, source } = describeVerdict(judgement, sensitivity);
  const { worth, figures } = describeExplanation(judgement.model.explanation);
  const lines = [
    name,
    headlineOf(picture, sensitivity),
    text,
    source === null ? '' : translate('measured_source', source),
    translate(standingKey(judgement.model)),
    '',
    ...factsOf(picture),
    page ? pair('inspector_page', page.url) : '',
    pictureUrl === null ? '' : pair('inspector_address', pictureUrl),
    '',
    ...(judgement.heatmap ? [worth, figures ?? ''] : []),
  ];
  return lines
    .filter((line, at) => line !== '' || lines[at - 1] !== '')
    .join('\n')
    .trim();
}

interface CaptionOptions {
  sensitivity: Sensitivity;
  view: InspectorView;
}

/** What stands below a picture that is saved: the score, and what its colours are. */
export function captionsOf(
  picture: InspectedPicture,
  { sensitivity, view }: CaptionOptions,
): string[] {
  const { model, judgedAt } = picture.judgement;
  const by = `${model.name} ${model.revision.slice(0, 7)}, ${formatMoment(judgedAt)}`;
  return [
    `${translate('extensionName')}: ${headlineOf(picture, sensitivity)}. ${by}.`,
    translate(`inspector_caption_${view}`),
  ];
}

function headlineOf({ judgement }: InspectedPicture, sensitivity: Sensitivity): string {
  const verdict = translate(verdictKey(rate(judgement, sensitivity)));
  return `${verdict}, ${translate('picture_score')} ${formatScore(judgement.score, 3)}`;
}

function factsOf({ judgement }: InspectedPicture): string[] {
  const { picture, model, judgedAt } = judgement;
  const { format, sizeInBytes } = picture;
  const file = [describeSize(picture), format.toUpperCase(), formatBytes(sizeInBytes)].join(', ');
  return [
    pair('picture_file', file),
    pair('measured_kind', describeKind(picture)),
    pair('picture_origin', describeOrigin(picture)),
    pair('picture_model', `${model.name} ${model.revision}`),
    pair('inspector_judgedAt', formatMoment(judgedAt)),
    `sha256: ${judgement.contentHash}`,
  ];
}

function pair(key: Parameters<typeof translate>[0], value: string): string {
  return `${translate(key)}: ${value}`;
}
