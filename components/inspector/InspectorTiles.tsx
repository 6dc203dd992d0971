import { formatCount, formatPercent, formatScore } from '../../lib/language/format';
import { translate } from '../../lib/language/translate';
import { summariseTiles, type ScoredTile } from '../../lib/verdict/closer-look';
import { failureKey } from '../../lib/verdict/describe';
import { Button } from '../Button';
import { HeatScale } from './HeatScale';
import type { InspectedPicture, OriginalState, TilesState } from './inspector';
import { OriginalNotice } from './OriginalNotice';
import { OtherModelNotice } from './OtherModelNotice';
import './InspectorTiles.css';

interface InspectorTilesProps {
  picture: InspectedPicture;
  original: OriginalState;
  tiles: TilesState;
  /** The place of the tile that is framed on the picture. */
  pointedOut: number | undefined;
  onStart: () => void;
  onStop: () => void;
  onFile: (file: File) => void;
  onPointOut: (tile: number | undefined) => void;
}

/** Has the picture judged square by square, and tells what came of it. */
export function InspectorTiles(props: InspectorTilesProps) {
  const { picture, original, tiles, onStart, onFile } = props;
  if ('tiles' in tiles && tiles.tiles.length > 0) return <Judged {...props} tiles={tiles} />;
  const isBusy = tiles.status === 'starting' || tiles.status === 'running';
  return (
    <>
      <p>{translate('inspector_tiles_explanation')}</p>
      <OriginalNotice picture={picture} original={original} onFile={onFile} />
      {tiles.status === 'failed' && <p role="alert">{translate(failureKey(tiles.code))}</p>}
      <div>
        <Button kind="primary" disabled={isBusy} onClick={onStart}>
          {translate(isBusy ? 'inspector_tiles_starting' : 'inspector_tiles_start')}
        </Button>
      </div>
    </>
  );
}

type JudgedTiles = Extract<TilesState, { tiles: ScoredTile[] }>;

interface JudgedProps extends InspectorTilesProps {
  tiles: JudgedTiles;
}

function Judged(props: JudgedProps) {
  const { picture, tiles, onStart, onStop } = props;
  const [done, total] = [formatCount(tiles.tiles.length), formatCount(tiles.total)];
  return (
    <>
      <OtherModelNotice judged={picture.judgement.model} explained={tiles.model} />
      <HeatScale less={translate('card_endReal')} more={translate('card_endFake')} />
      {tiles.status !== 'done' && (
        <div class="inspector-tiles__progress">
          <progress
            value={tiles.tiles.length}
            max={tiles.total}
            aria-label={translate('inspector_view_tiles')}
          />
          <span>{translate('inspector_tiles_progress', done, total)}</span>
          <Button onClick={tiles.status === 'running' ? onStop : onStart}>
            {translate(
              tiles.status === 'running' ? 'inspector_tiles_stop' : 'inspector_tiles_goOn',
            )}
          </Button>
        </div>
      )}
      <Summary {...props} />
      <Strongest {...props} />
      <p>{describeScale(tiles.scale)}</p>
      <p>
        <strong>{translate('inspector_tiles_isNot')}</strong>
      </p>
    </>
  );
}

/** Said aloud once, when all squares are judged. */
function Summary({ picture, tiles }: JudgedProps) {
  const summary = summariseTiles(tiles.tiles);
  if (!summary) return null;
  const scores = [summary.strongest.score, summary.median, picture.judgement.score];
  const text = translate(
    'inspector_tiles_summary',
    ...scores.map((score) => formatScore(score, 2)),
  );
  return <p role={tiles.status === 'done' ? 'status' : undefined}>{text}</p>;
}

const mostListed = 5;

/** The squares with the highest scores; pressing one frames it on the picture. */
function Strongest({ tiles, pointedOut, onPointOut }: JudgedProps) {
  const places = tiles.tiles.map((_, place) => place);
  const scoreAt = (place: number) => tiles.tiles[place]?.score ?? 0;
  const strongest = places.toSorted((a, b) => scoreAt(b) - scoreAt(a)).slice(0, mostListed);
  return (
    <div class="inspector-tiles__strongest" role="group" aria-labelledby="strongest">
      <h3 id="strongest">{translate('inspector_tiles_strongest')}</h3>
      {strongest.map((place) => (
        <button
          key={place}
          type="button"
          class="inspector-tiles__tile"
          aria-pressed={place === pointedOut}
          aria-label={describeTile(tiles.tiles[place])}
          onClick={() => onPointOut(place === pointedOut ? undefined : place)}
        >
          {formatScore(scoreAt(place), 2)}
        </button>
      ))}
    </div>
  );
}

function describeTile(tile: ScoredTile | undefined): string {
  if (!tile) return '';
  const { x, y, width, height } = tile.region;
  const middle = [x + width / 2, y + height / 2].map(formatPercent) as [string, string];
  return translate('inspector_tiles_tile', formatScore(tile.score, 2), ...middle);
}

function describeScale(scale: number): string {
  if (scale === 1) return translate('inspector_tiles_native');
  return translate(
    scale < 1 ? 'inspector_tiles_reduced' : 'inspector_tiles_enlarged',
    formatPercent(scale),
  );
}
