import { useState } from 'react';

import { historyText as text } from '#shared/text/history.en.ts';

import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { useQuery } from '../store/use-query.ts';

/** Follows the chain of hashes from the first event to the last, when someone asks. */
export function ChainProof() {
  const [isAsked, setIsAsked] = useState(false);
  const proof = useQuery('history.verify', isAsked ? {} : null, { keepPrevious: true });
  if (proof.data === undefined) {
    return (
      <Button
        icon="good"
        isPending={isAsked && proof.error === undefined}
        onPress={() => setIsAsked(true)}
      >
        {text.verify}
      </Button>
    );
  }
  return proof.data.intact ? (
    <Notice kind="good">
      <p>{text.intact(proof.data.eventCount)}</p>
    </Notice>
  ) : (
    <Notice kind="error" title={text.broken}>
      <p>{proof.data.message}</p>
    </Notice>
  );
}
