import { createStore } from 'zustand/vanilla';

import type { Defaults } from '#shared/contract/define.ts';
import type { ReadSettings } from '#shared/contract/collections.ts';
import type { Input } from '#shared/contract/contract.ts';
import type { RecordFilter } from '#shared/contract/records.ts';
import type { ColumnPlace } from '#shared/grid/columns.ts';
import { firstColumns, firstFrozen } from '#shared/grid/columns.ts';
import type { Ticks } from '#shared/grid/ticks.ts';
import { canBeNamed, noTicks } from '#shared/grid/ticks.ts';
import { valueLimit } from '#shared/query/query.ts';
import { gridText } from '#shared/text/grid.en.ts';

/**
 * View state only: what is chosen, filtered, typed and open. Nothing here is a copy of the ledger,
 * nothing is asynchronous, and nothing survives the window; what should is a setting in the core.
 */
export type Theme = 'system' | 'light' | 'dark';
export type Density = 'compact' | 'normal' | 'roomy';
export type TargetState = Input<'register.plan'>['targetState'];
export type RecordSort = Input<'records.list'>['sort'];

/** What the wizard has learnt so far; step after step. */
export interface WizardDraft {
  readonly step: number;
  readonly sourceId: string | null;
  readonly sourceName: string;
  readonly settings: ReadSettings;
  readonly collectionName: string;
  readonly defaults: Defaults;
  readonly targetState: TargetState;
}

export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Notice {
  readonly id: number;
  readonly text: string;
  /** What can still be done about it, as a button beside the words. */
  readonly action: NoticeAction | null;
}

export interface AppView {
  readonly theme: Theme;
  readonly density: Density;
  readonly repositoryId: string | null;
  readonly recordFilter: RecordFilter;
  readonly recordSort: RecordSort;
  readonly recordsDescending: boolean;
  readonly recordColumns: readonly ColumnPlace[];
  /** So many columns from the left stay in sight. */
  readonly frozenColumns: number;
  readonly ticks: Ticks;
  readonly isFacetPanelOpen: boolean;
  readonly openFacets: ReadonlySet<string>;
  /** Properties that are counted beside the fields. */
  readonly addedFacets: readonly string[];
  readonly wizard: WizardDraft;
  readonly overlay: 'commands' | 'keys' | null;
  readonly notice: Notice | null;
}

export type RecordLayout = Partial<
  Pick<AppView, 'recordColumns' | 'frozenColumns' | 'recordSort' | 'recordsDescending'>
>;

export interface AppActions {
  setAppearance(appearance: Partial<Pick<AppView, 'theme' | 'density'>>): void;
  /** Everything is seen through one repository at a time; selections do not outlive the change. */
  chooseRepository(repositoryId: string): void;
  setRecordFilter(filter: RecordFilter): void;
  sortRecords(sort: RecordSort): void;
  /** How the list is shown, as it was kept. */
  setRecordLayout(layout: RecordLayout): void;
  /** More than an operation takes by name is refused in words, and what was ticked stays. */
  tickRecords(ticks: Ticks): void;
  showFacetPanel(isOpen: boolean): void;
  toggleFacet(facet: string): void;
  addFacet(facet: string): void;
  removeFacet(facet: string): void;
  changeWizard(change: Partial<WizardDraft>): void;
  resetWizard(): void;
  showOverlay(overlay: AppView['overlay']): void;
  /** Says that something is done, in passing; screen readers hear it. */
  notify(text: string, action?: NoticeAction): void;
  dismissNotice(): void;
}

export const detectAll: ReadSettings = {
  format: null,
  encoding: null,
  delimiter: null,
  sheet: null,
  mapping: null,
};

const emptyWizard: WizardDraft = {
  step: 0,
  sourceId: null,
  sourceName: '',
  settings: detectAll,
  collectionName: '',
  defaults: {},
  targetState: 'findable',
};

const firstView: AppView = {
  theme: 'system',
  density: 'normal',
  repositoryId: null,
  recordFilter: {},
  recordSort: 'updated',
  recordsDescending: true,
  recordColumns: firstColumns,
  frozenColumns: firstFrozen,
  ticks: noTicks,
  isFacetPanelOpen: false,
  openFacets: new Set(['state', 'findings', 'licence', 'orcid']),
  addedFacets: [],
  wizard: emptyWizard,
  overlay: null,
  notice: null,
};

export type AppStore = ReturnType<typeof createAppStore>;

/** A store of its own for each window and each test. */
export function createAppStore(initial: Partial<AppView> = {}) {
  return createStore<AppView & AppActions>()((set, get) => ({
    ...firstView,
    ...initial,
    setAppearance: (appearance) => set(appearance),
    chooseRepository: (repositoryId) => set({ repositoryId, recordFilter: {}, ticks: noTicks }),
    setRecordFilter: (recordFilter) => set({ recordFilter, ticks: noTicks }),
    sortRecords: (recordSort) =>
      set({
        recordSort,
        recordsDescending: get().recordSort === recordSort ? !get().recordsDescending : false,
      }),
    setRecordLayout: (layout) => set(layout),
    tickRecords: (ticks) => {
      if (canBeNamed(ticks)) set({ ticks });
      else get().notify(gridText.tickMost(valueLimit));
    },
    showFacetPanel: (isFacetPanelOpen) => set({ isFacetPanelOpen }),
    toggleFacet: (facet) => {
      const openFacets = new Set(get().openFacets);
      if (!openFacets.delete(facet)) openFacets.add(facet);
      set({ openFacets });
    },
    addFacet: (facet) =>
      set({
        addedFacets: [facet, ...get().addedFacets.filter((known) => known !== facet)],
        openFacets: new Set([...get().openFacets, facet]),
      }),
    removeFacet: (facet) =>
      set({ addedFacets: get().addedFacets.filter((known) => known !== facet) }),
    changeWizard: (change) => set({ wizard: { ...get().wizard, ...change } }),
    resetWizard: () => set({ wizard: emptyWizard }),
    showOverlay: (overlay) => set({ overlay }),
    notify: (text, action) =>
      set({ notice: { id: (get().notice?.id ?? 0) + 1, text, action: action ?? null } }),
    dismissNotice: () => set({ notice: null }),
  }));
}
