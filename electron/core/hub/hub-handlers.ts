import { mappingRules, rulesOf } from '#shared/hub/mapping-rules.ts';
import type { MappingRule, RuleId } from '#shared/hub/mapping-rules.ts';
import { writeLetter } from '#shared/hub/letter.ts';
import { parseOrcid } from '#shared/values/authority-id.ts';
import { AppError } from '#shared/support/app-error.ts';
import { consentText, consentVersion, hubEventText, hubText as text } from '#shared/text/hub.en.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { PracticeHub } from '../practice-hub/practice-hub.ts';
import type { Handlers } from '../router.ts';
import type { BringIn } from './bring-in.ts';
import { consentsAsCsv } from './consents.ts';
import { countEvents, listEvents, openKinds, settleEvents } from './event-table.ts';
import { fetchItem } from './fetch-item.ts';
import type { Generations } from './generation.ts';
import type { HubClients } from './hub-clients.ts';
import { originOfRecord, viewItem } from './item-detail.ts';
import { listItems } from './item-list.ts';
import { doisOf } from './doi-table.ts';
import { getItem } from './item-table.ts';
import { mint, planMint } from './mint.ts';
import { createOrganisationHandlers } from './organisations.ts';
import { practise } from './practise.ts';
import { createProfileHandlers } from './profile-handlers.ts';
import { getProfile } from './profile-table.ts';
import { noteRecord } from './public-records.ts';
import { planRename } from './rename-plan.ts';
import { getRun, listRuns, runLines } from './run-table.ts';
import { setSetting } from './settings.ts';
import { ruleChoices } from './map-fetched.ts';
import { storeItem } from './store-item.ts';
import { newestTerms, termsAddress } from './terms.ts';
import type { WatchJob } from './watch-job.ts';

export type HubHandlers = Pick<Handlers, Extract<keyof Handlers, `hub.${string}`>>;

export interface HubParts {
  readonly hubs: HubClients;
  readonly bringIn: BringIn;
  readonly watch: WatchJob;
  readonly generations: Generations;
  readonly practice: () => PracticeHub | null;
}

/** Hubs over the contract. What a query answers comes from the ledger alone, so that it works offline. */
export function createHubHandlers(context: CoreContext, parts: HubParts): HubHandlers {
  const changed = <T>(outcome: T): T => {
    context.emit('hub.changed', { runId: null });
    return outcome;
  };
  return {
    ...createProfileHandlers(context, parts.hubs, () => changed({})),
    ...createOrganisationHandlers(context, () => changed({})),
    ...itemHandlers(context, parts, changed),
    ...watchHandlers(context, parts, changed),
    ...doiHandlers(context, parts, changed),
    ...ruleHandlers(context, changed),
  };
}

type Changed = <T>(outcome: T) => T;

function itemHandlers(
  context: CoreContext,
  { hubs, bringIn, practice }: HubParts,
  changed: Changed,
) {
  const { ledger } = context;
  return {
    'hub.items': (asked) => listItems(ledger, asked),
    'hub.item': ({ id }) => viewItem(context, id),
    'hub.origin': ({ doi }) => originOfRecord(context, doi),
    'hub.bringIn': (input) => bringIn.start(input),
    'hub.runs': () => ({ runs: listRuns(ledger) }),
    'hub.run': ({ id, offset, limit }) => ({
      run: getRun(ledger, id),
      lines: runLines(ledger, id, offset, limit),
    }),
    'hub.controlRun': ({ id, action }) => {
      bringIn.control(id, action);
      return {};
    },
    'hub.setAuthors': ({ itemId, authors }) => {
      getItem(ledger, itemId);
      const listed = authors.map(({ name, orcid }, at) => {
        if (orcid === null || orcid.trim() === '') return { name, orcid: null };
        const parsed = parseOrcid(orcid);
        if (!parsed.ok)
          throw new AppError('VALIDATION', { message: parsed.error, path: `authors[${at}].orcid` });
        return { name, orcid: parsed.value };
      });
      ledger.db.run('update hub_item set authors = ? where id = ?', JSON.stringify(listed), itemId);
      return changed({});
    },
    'hub.refresh': async ({ itemId, revision }) => {
      const item = getItem(ledger, itemId);
      const profile = getProfile(ledger, item.profileId);
      if (item.repositoryId === null || item.collectionName === null)
        throw new AppError('NOT_FOUND', { message: text.item.noRecord });
      const fetch = await fetchItem(hubs.of(profile.id), {
        kind: item.kind,
        name: item.name,
        revision,
      });
      if (fetch.kind !== 'fetched') {
        const why =
          fetch.kind === 'absent'
            ? text.run.noRevision(revision ?? '')
            : text.run.unseen[fetch.access];
        throw new AppError('NOT_FOUND', { message: why });
      }
      const doi = fetch.fetched.info?.doi?.id ?? null;
      const read = doi === null ? null : await hubs.publicRecord(profile.id, doi);
      const stored = storeItem(context, profile, {
        fetched: fetch.fetched,
        target: { repositoryId: item.repositoryId, collectionName: item.collectionName },
        run: `Read anew from ${profile.name}`,
        publicRecord: read?.outcome === 'found' ? read.attributes : null,
      });
      if (read !== null && doi !== null) noteRecord(context, item.id, doi, read);
      return changed({ outcome: stored.outcome, doi: stored.doi, message: stored.message });
    },
    'hub.remove': ({ itemId }) => {
      const item = getItem(ledger, itemId);
      const [first] = doisOf(ledger, itemId);
      if (first !== undefined) {
        throw new AppError('FORBIDDEN', {
          message: text.item.cannotRemove(first.doi),
          nextStep: text.item.cannotRemoveNext,
        });
      }
      ledger.transaction(() => {
        ledger.db.run('delete from hub_item where id = ?', itemId);
        appendEvent(context, {
          kind: 'hub.item-removed',
          summary: `Took ${item.name} off the items of hubs; its record stays.`,
          detail: { hub: item.profileId, item: item.name },
        });
      });
      return changed({});
    },
    'hub.renamePlan': ({ itemId, oldName }) => planRename(context, itemId, oldName),
    'hub.letter': ({ itemId, about }) => {
      const item = getItem(ledger, itemId);
      return writeLetter(getProfile(ledger, item.profileId), item, {
        about,
        objectId: item.objectId,
        dois: doisOf(ledger, itemId).filter(({ outdatedAt }) => outdatedAt === null),
        card: item.card ?? '',
        noticed: noticedOf(context, itemId),
        person: context.person(),
      });
    },
    'hub.practise': ({ itemId, change }) => {
      practise(practice(), getItem(ledger, itemId), change);
      return changed({});
    },
  } satisfies Partial<HubHandlers>;
}

/** Open events of an item as lines of a letter. */
function noticedOf({ ledger }: CoreContext, itemId: number): readonly string[] {
  return listEvents(ledger, { show: 'open', kind: null, itemId }, 0, 20).map(
    ({ kind, before, after }) =>
      text.letters.change(hubEventText[kind].name, before.slice(0, 200), after.slice(0, 200)),
  );
}

function watchHandlers(context: CoreContext, { watch }: HubParts, changed: Changed) {
  const { ledger } = context;
  return {
    'hub.watch': ({ itemIds }) => ({ started: watch.start(itemIds) }),
    'hub.stopWatch': () => {
      watch.cancel();
      return {};
    },
    'hub.watchState': () => watch.state(),
    'hub.setSchedule': ({ everyHours, quota }) => {
      setSetting(context, 'hub.everyHours', everyHours === null ? null : String(everyHours));
      setSetting(context, 'hub.quota', quota === null ? null : String(quota));
      return changed({});
    },
    'hub.events': ({ show, kind, offset, limit }) => {
      const filter = { show, kind, itemId: null };
      return {
        rows: listEvents(ledger, filter, offset, limit),
        total: countEvents(ledger, filter),
        kinds: openKinds(ledger),
      };
    },
    'hub.settleEvents': ({ ids, kind, settlement, note }) =>
      changed({ settledCount: settleEvents(context, { ids, kind }, { settlement, note }) }),
  } satisfies Partial<HubHandlers>;
}

function doiHandlers(context: CoreContext, { generations }: HubParts, changed: Changed) {
  const { ledger } = context;
  return {
    'hub.consentTexts': ({ itemId }) => {
      const hub = getProfile(ledger, getItem(ledger, itemId).profileId);
      const terms = newestTerms(context, hub.id);
      return {
        version: consentVersion,
        restrictions: consentText.restrictions(hub.name, hub.supportAddress),
        personalData: consentText.personalData(hub.name),
        coAuthors: consentText.coAuthors,
        terms: termsAddress(hub),
        termsText: terms?.text ?? null,
        termsReadAt: terms?.read_at ?? null,
      };
    },
    'hub.prepareGeneration': ({ itemId }) => generations.prepare(itemId),
    'hub.startGeneration': (input) => generations.start(input),
    'hub.stopGeneration': ({ itemId }) => {
      generations.stop(itemId);
      return {};
    },
    'hub.pollGeneration': ({ itemId }) => generations.poll(itemId),
    'hub.consents': () => ({ text: consentsAsCsv(ledger), fileName: 'consents.csv' }),
    'hub.planMint': (asked) => planMint(context, asked),
    'hub.mint': (asked) => changed(mint(context, asked)),
  } satisfies Partial<HubHandlers>;
}

function ruleHandlers(context: CoreContext, changed: Changed) {
  return {
    'hub.rules': () => {
      const choices = ruleChoices(context);
      const rules = rulesOf(choices);
      return {
        rules: mappingRules.map((rule: MappingRule) => {
          const id = rule.id as RuleId;
          const choice = rules.chosen(id);
          return {
            id: rule.id,
            property: rule.property,
            source: rule.source,
            isOn: rules.isOn(id),
            isUsual: rules.isOn(id) === rule.isOn && choice === (rule.choices?.[0] ?? ''),
            choices: [...(rule.choices ?? [])],
            choice: choice === '' ? null : choice,
          };
        }),
      };
    },
    'hub.setRules': ({ rules }) => {
      const before = ruleChoices(context);
      context.ledger.transaction(() => {
        setSetting(context, 'hub.rules', JSON.stringify(rules));
        appendEvent(context, {
          kind: 'hub.rules-changed',
          summary: 'Changed how items of hubs become records.',
          changes: [{ path: 'rules', before, after: rules }],
        });
      });
      return changed({});
    },
  } satisfies Partial<HubHandlers>;
}
