import { useState } from 'preact/hooks';
import { translate } from '../../lib/language/translate';
import { Button } from '../Button';
import { TextField } from '../TextField';
import './AddressForm.css';

interface AddressFormProps {
  /** Answers whether there was an address in the text. */
  onAddresses: (text: string) => boolean;
}

export function AddressForm({ onAddresses }: AddressFormProps) {
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const type = (typed: string) => {
    setText(typed);
    setWrong(false);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const isTaken = onAddresses(text);
    setWrong(!isTaken);
    if (isTaken) setText('');
  };
  return (
    <form class="address-form" onSubmit={submit}>
      <TextField
        label={translate('check_address')}
        hint={translate('check_address_hint')}
        value={text}
        error={isWrong ? translate('check_address_wrong') : undefined}
        onInput={type}
      />
      <Button type="submit">{translate('check_address_submit')}</Button>
    </form>
  );
}
