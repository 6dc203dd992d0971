import type { Labels } from '../verdict/model';
import { translate } from './translate';

/** Which of a model's labels were taken as fake and which as real, as Candid read them from its config. */
export function describeLabels({ names, fake, isAssumed }: Labels): string {
  if (isAssumed) return translate('model_labels_assumed');
  const list = (isFake: boolean) =>
    names.filter((_, position) => fake.includes(position) === isFake).join(', ');
  const [fakes, reals] = [list(true), list(false)];
  if (!fakes) return translate('model_labels_real', reals);
  return reals ? translate('model_labels', fakes, reals) : translate('model_labels_fake', fakes);
}
