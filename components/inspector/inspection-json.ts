import { deliveryOf } from '../../lib/verdict/delivery';
import { quoteFor } from '../../lib/verdict/measured';
import type { ModelCard, Sensitivity } from '../../lib/verdict/model';
import { rate } from '../../lib/verdict/rate';
import type { InspectedPicture, InspectorState } from './inspector';

/** Raise when a reader of such files would have to know of a change. */
const version = 1;

/** All that is known of an inspected picture, as JSON: for programs, so with nothing rounded or translated. */
export function writeInspection(
  { name, judgement, page, pictureUrl }: InspectedPicture,
  { sensitivity, tiles, layers }: Pick<InspectorState, 'sensitivity' | 'tiles' | 'layers'>,
): string {
  const { contentHash, score, model, picture, heatmap, judgedAt } = judgement;
  const delivery = deliveryOf(picture);
  const inspection = {
    candid: version,
    name,
    sha256: contentHash,
    judgedAt: new Date(judgedAt).toISOString(),
    score,
    verdict: rate(judgement, sensitivity),
    sensitivity,
    measured: measuredOf(model, { sensitivity, delivery }),
    model,
    picture: { ...picture, delivery, url: pictureUrl, page },
    attention: heatmap && { ...heatmap, values: [...heatmap.values], region: picture.region },
    tiles: 'tiles' in tiles ? tiles : null,
    layers: layersOf(layers),
  };
  return `${JSON.stringify(inspection, null, 2)}\n`;
}

interface Delivered {
  sensitivity: Sensitivity;
  delivery: ReturnType<typeof deliveryOf>;
}

/** The error rates of both zones for pictures like this one, null where nobody measured them. */
function measuredOf({ zones }: ModelCard, { sensitivity, delivery }: Delivered) {
  return {
    fake: quoteFor(zones.fake[sensitivity].measured, delivery),
    real: quoteFor(zones.real.measured, delivery),
  };
}

function layersOf(layers: InspectorState['layers']) {
  if (layers.status !== 'done' || !layers.attention) return null;
  const { attention, model } = layers;
  return { ...attention, values: [...attention.values], model: model.id };
}
