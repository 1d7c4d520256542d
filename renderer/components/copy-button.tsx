import { useState } from 'react';

import { appText } from '#shared/text/app.en.ts';

import { IconButton } from './icon-button.tsx';

/** Puts text on the clipboard and says for a moment that it is there. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const [copied, setCopied] = useState(false);
  const handleCopy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <IconButton
      icon={copied ? 'check' : 'copy'}
      label={copied ? appText.copied : `${appText.copy} ${what}`}
      onPress={() => void handleCopy()}
    />
  );
}
