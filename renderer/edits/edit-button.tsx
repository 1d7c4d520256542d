import { editFormText as text } from '#shared/text/edit-form.en.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';

/** Opens the form of a record. */
export function EditButton({ doi }: { readonly doi: string }) {
  return <Button onPress={() => goTo({ screen: 'edit', key: doi })}>{text.edit}</Button>;
}
