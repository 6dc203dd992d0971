import { useRef } from 'preact/hooks';
import type { Mark } from '../lib/verdict/glyphs';
import { MarkGlyph } from './MarkGlyph';
import type { FindThumbnail } from './thumbnail';
import { useFound } from './use-found';
import { useObjectUrl } from './use-object-url';
import { useSeen } from './use-seen';
import './Thumbnail.css';

interface ThumbnailProps {
  /** Undefined while nothing was judged. */
  contentHash: string | undefined;
  mark: Mark;
  findThumbnail: FindThumbnail;
}

/** A small copy of a picture, looked up once it comes near the screen; its mark where there is none. */
export function Thumbnail({ contentHash, mark, findThumbnail }: ThumbnailProps) {
  const ref = useRef<HTMLSpanElement>(null);
  const seen = useSeen(ref);
  const url = useObjectUrl(useFound(findThumbnail, seen ? contentHash : undefined));
  return (
    <span ref={ref} class="thumbnail">
      {url ? <img src={url} alt="" decoding="async" /> : <MarkGlyph mark={mark} />}
    </span>
  );
}
