import type { Density, Theme } from '../store/app-store.ts';
import { settingsText as text } from '#shared/text/settings.en.ts';

import { BackupsSection } from '../backups/backups-section.tsx';
import { HeadSigning } from '../backups/head-signing.tsx';
import { ChoiceCards } from '../components/choice-cards.tsx';
import { FactList } from '../components/fact-list.tsx';
import { useActions, useView } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { KeptRecipes } from './kept-recipes.tsx';
import { RorSection } from '../suggestions/ror-section.tsx';
import { VaultSection } from '../vault/vault-section.tsx';
import { VersionPolicies } from '../versions/version-policies.tsx';
import { PreservationCopies } from './preservation-copies.tsx';
import { PersonName } from './person-name.tsx';
import { RequestShare } from './request-share.tsx';
import { UpdateSection } from './update-section.tsx';

const themes: readonly Theme[] = ['system', 'light', 'dark'];
const densities: readonly Density[] = ['compact', 'normal', 'roomy'];

export function SettingsScreen() {
  const state = useQuery('app.state', {}).data;
  const share = useQuery('settings.get', { key: 'network.requestShare' }).data;
  const actions = useActions();
  const save = useCommand('settings.set');
  const theme = useView((view) => view.theme);
  const density = useView((view) => view.density);
  return (
    <section className="screen" aria-labelledby="screen-title">
      <header className="screen-head">
        <h1 id="screen-title">{text.title}</h1>
      </header>
      <div className="screen-body">
        <div className="screen-narrow">
          <section>
            <h2 className="section-title">{text.you}</h2>
            {state !== undefined && <PersonName key={state.person} name={state.person ?? ''} />}
          </section>
          <section className="section stack">
            <h2 className="section-title">{text.appearance}</h2>
            <ChoiceCards
              label={text.theme}
              value={theme}
              onChange={(chosen) => {
                actions.setAppearance({ theme: chosen });
                void save.run({ key: 'appearance.theme', value: chosen });
              }}
              choices={themes.map((id) => ({ id, ...text.themes[id] }))}
            />
            <ChoiceCards
              label={text.density}
              value={density}
              onChange={(chosen) => {
                actions.setAppearance({ density: chosen });
                void save.run({ key: 'appearance.density', value: chosen });
              }}
              choices={densities.map((id) => ({ id, ...text.densities[id] }))}
            />
          </section>
          {share !== undefined && (
            <section className="section">
              <h2 className="section-title">{text.network}</h2>
              <RequestShare key={share.value} value={share.value} />
            </section>
          )}
          <RorSection />
          <PreservationCopies />
          <section className="section">
            <h2 className="section-title">{text.recipes}</h2>
            <KeptRecipes />
          </section>
          <VersionPolicies />
          <VaultSection />
          <BackupsSection />
          <HeadSigning />
          <UpdateSection />
          {state !== undefined && (
            <section className="section">
              <h2 className="section-title">{text.about}</h2>
              <FactList
                facts={[
                  { name: text.version, value: state.version },
                  { name: text.host, value: text.hosts[state.host] },
                  { name: text.ledger, value: <span className="mono">{state.ledger.path}</span> },
                ]}
              />
            </section>
          )}
        </div>
      </div>
    </section>
  );
}
