import { hubScreenText } from '#shared/text/hub-screens.en.ts';

import { Button } from '../components/button.tsx';
import { goTo } from '../app/use-route.ts';
import { useQuery } from '../store/use-query.ts';
import { OriginTable } from './origin-table.tsx';
import './hub.css';

const text = hubScreenText.values;

/** In a record's own panel: from which item of a hub its values come; nothing for records from elsewhere. */
export function RecordOrigin({ doi }: { readonly doi: string }) {
  const origin = useQuery('hub.origin', { doi }).data?.origin ?? null;
  if (origin === null) return null;
  return (
    <section className="section">
      <h3 className="section-title">{text.tab}</h3>
      <div className="stack">
        <div className="line line-wrap">
          <span>{text.from(origin.name, origin.profileName)}</span>
          <Button
            kind="link"
            onPress={() => goTo({ screen: 'hub', view: 'items', itemId: origin.itemId })}
          >
            {text.openItem}
          </Button>
        </div>
        <OriginTable values={origin.values} revision={origin.revision} />
      </div>
    </section>
  );
}
