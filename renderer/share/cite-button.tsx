import { useState } from 'react';

import { shareText as text } from '#shared/text/share.en.ts';

import { Button } from '../components/button.tsx';
import { CiteDialog } from './cite-dialog.tsx';
import { PartDialog } from './part-dialog.tsx';

/** Opens the citation of a record, and from there that of a part of it. */
export function CiteButton({ doi }: { readonly doi: string }) {
  const [open, setOpen] = useState<'record' | 'part' | null>(null);
  return (
    <>
      <Button icon="copy" onPress={() => setOpen('record')}>
        {text.cite}
      </Button>
      {open === 'record' && (
        <CiteDialog doi={doi} onClose={() => setOpen(null)} onPart={() => setOpen('part')} />
      )}
      {open === 'part' && <PartDialog doi={doi} onClose={() => setOpen(null)} />}
    </>
  );
}
