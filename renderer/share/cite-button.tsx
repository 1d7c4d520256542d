import { useState } from 'react';

import { shareText as text } from '#shared/text/share.en.ts';

import { Button } from '../components/button.tsx';
import { CiteDialog } from './cite-dialog.tsx';

/** Opens the citation of a record. */
export function CiteButton({ doi }: { readonly doi: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon="copy" onPress={() => setOpen(true)}>
        {text.cite}
      </Button>
      {isOpen && <CiteDialog doi={doi} onClose={() => setOpen(false)} />}
    </>
  );
}
