import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatBytes } from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import type { Sensitivity } from '../../lib/verdict/model';
import { BrandHeader } from '../BrandHeader';
import { ChoiceGroup } from '../ChoiceGroup';
import { EmptyState } from './EmptyState';
import { EngineFooter, type ModelInUse } from '../EngineFooter';
import { LinkButton } from './LinkButton';
import type { ListedPicture } from '../../lib/verdict/listed-picture';
import { sortByAttention, type FindJudgement } from '../picture';
import { PictureList } from './PictureList';
import { PictureSummary } from './PictureSummary';
import { PictureView } from './PictureView';
import { SensitivityChoice } from '../SensitivityChoice';
import type { SiteMode } from '../site';
import { SiteChoice, type SiteState } from './SiteChoice';
import './Popup.css';

type BadgeFilter = 'all' | 'suspicious';

export interface PopupState {
  site: SiteState;
  badgeFilter: BadgeFilter;
  sensitivity: Sensitivity;
  /** Newest first. */
  pictures: ListedPicture[];
  /** Undefined until the engine answers. */
  engine: ModelInUse | undefined;
  /** The bytes of the full model while only an embedded one is here. */
  fullModelBytes: number | undefined;
}

export interface PopupActions {
  chooseMode: (site: string, mode: SiteMode) => void;
  /** Lets the browser ask for what it withholds. */
  requestAccess: () => void;
  openSites: () => void;
  chooseBadgeFilter: (badgeFilter: BadgeFilter) => void;
  chooseSensitivity: (sensitivity: Sensitivity) => void;
  revealPicture: (pictureId: string) => void;
  findJudgement: FindJudgement;
  /** Opens the inspector for a content that was judged. */
  inspectPicture: (contentHash: string) => void;
  openOptions: () => void;
  /** Opens another page of ours in a tab. */
  openPage: (page: 'check' | 'judged') => void;
  /** Gives the devices that failed another chance. */
  tryBetterDevice: () => void;
}

interface PopupProps {
  state: PopupState;
  actions: PopupActions;
}

export function Popup({ state, actions }: PopupProps) {
  const [openedId, setOpenedId] = useState<string>();
  const root = useRef<HTMLDivElement>(null);
  const opened = state.pictures.find(({ pictureId }) => pictureId === openedId);
  useFocusOnReturn(root, opened?.pictureId);
  const open = (pictureId: string) => {
    setOpenedId(pictureId);
    actions.revealPicture(pictureId);
  };
  const close = () => setOpenedId(undefined);
  return (
    <div ref={root} class="popup" onKeyDown={(event) => opened && closeOnEscape(event, close)}>
      <BrandHeader>
        <div class="popup__links">
          <LinkButton onClick={() => actions.openPage('judged')}>
            {translate('history_open')}
          </LinkButton>
          <LinkButton onClick={actions.openOptions}>{translate('options_open')}</LinkButton>
        </div>
      </BrandHeader>
      <div class="popup__scroller" key={opened ? 'picture' : 'list'}>
        {opened ? (
          <PictureView
            key={opened.pictureId}
            picture={opened}
            sensitivity={state.sensitivity}
            findJudgement={actions.findJudgement}
            onInspect={actions.inspectPicture}
            onBack={close}
          />
        ) : (
          <Overview state={state} actions={actions} onChoose={open} />
        )}
      </div>
      <EngineFooter engine={state.engine} onTryBetterDevice={actions.tryBetterDevice}>
        {state.fullModelBytes !== undefined && (
          <LinkButton onClick={actions.openOptions}>
            {translate('options_getFull', formatBytes(state.fullModelBytes))}
          </LinkButton>
        )}
      </EngineFooter>
    </div>
  );
}

interface OverviewProps extends PopupProps {
  onChoose: (pictureId: string) => void;
}

function Overview({ state, actions, onChoose }: OverviewProps) {
  const { site, badgeFilter, sensitivity, engine, pictures } = state;
  return (
    <main class="popup__overview">
      <SiteChoice
        site={site}
        areSomeWithheld={pictures.some(isWithheld)}
        onChoose={actions.chooseMode}
        onRequestAccess={actions.requestAccess}
        onOpenSites={actions.openSites}
      />
      <ChoiceGroup
        legend={translate('popup_badges')}
        choices={[
          { value: 'all', label: translate('popup_badges_all') },
          { value: 'suspicious', label: translate('popup_badges_suspicious') },
        ]}
        chosen={badgeFilter}
        onChoose={actions.chooseBadgeFilter}
      />
      <SensitivityChoice
        sensitivity={sensitivity}
        model={engine?.model}
        onChoose={actions.chooseSensitivity}
      />
      <Pictures state={state} actions={actions} onChoose={onChoose} />
    </main>
  );
}

function isWithheld({ state }: ListedPicture): boolean {
  return state.status === 'failed' && /^(accessWithheld|unreachable)$/.test(state.code);
}

function Pictures({ state, actions, onChoose }: OverviewProps) {
  const { site, sensitivity, pictures } = state;
  return (
    <section class="popup__pictures" aria-labelledby="pictures-title">
      <div class="popup__pictures-head">
        <h2 id="pictures-title">{translate('popup_pictures')}</h2>
        <PictureSummary pictures={pictures} sensitivity={sensitivity} />
      </div>
      {pictures.length === 0 ? (
        <EmptyState site={site} />
      ) : (
        <PictureList
          pictures={sortByAttention(pictures, sensitivity)}
          sensitivity={sensitivity}
          findJudgement={actions.findJudgement}
          onChoose={onChoose}
        />
      )}
      <LinkButton onClick={() => actions.openPage('check')}>{translate('check_own')}</LinkButton>
    </section>
  );
}

/** Whoever comes back from a picture stands on its row again. */
function useFocusOnReturn(
  root: { current: HTMLElement | null },
  openedId: string | undefined,
): void {
  const left = useRef<string>(undefined);
  useLayoutEffect(() => {
    if (openedId === undefined && left.current !== undefined) {
      const row = `[data-picture-id="${CSS.escape(left.current)}"]`;
      root.current?.querySelector<HTMLElement>(row)?.focus();
    }
    left.current = openedId;
  }, [openedId]);
}

/** The browser closes its popup on Escape unless the page takes the key. */
function closeOnEscape(event: KeyboardEvent, close: () => void): void {
  if (event.key !== 'Escape') return;
  event.preventDefault();
  close();
}
