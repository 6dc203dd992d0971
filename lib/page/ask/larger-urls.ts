/** How one host names the sizes of a picture, as far as that is publicly known, with an example of what it is rewritten to. */
interface HostPattern {
  host: RegExp;
  /** Answers the addresses of larger files, the best first; nothing where the file is the largest or none of a picture. */
  enlarge: (url: URL) => string[];
  example: { shown: string; larger: string[] };
}

/**
 * Where the big feeds and CDNs keep larger files of a picture. A file that is not there costs a refused request, one that
 * holds another picture (some sizes are cut) is found out by comparing them.
 *
 * Not here, because their addresses are signed for one size: Facebook, Instagram, Threads, LinkedIn, TikTok, Tumblr and
 * `external-preview.redd.it`. What they offer is in their `srcset`.
 */
export const hostPatterns: Record<string, HostPattern> = {
  /** `name` is one of thumb, small, 360x360, medium, 900x900, large, 4096x4096, orig. There is no WebP of `orig`. */
  x: {
    host: /^pbs\.twimg\.com$/,
    enlarge: ({ pathname, searchParams }) => {
      const [, id, extension, size] =
        /^\/media\/([\w-]+)(?:\.(\w+))?(?::(\w+))?$/.exec(pathname) ?? [];
      if (!id || (size ?? searchParams.get('name')) === 'orig') return [];
      const format = searchParams.get('format') ?? extension ?? 'jpg';
      const at = (kind: string, name: string) =>
        `https://pbs.twimg.com/media/${id}?format=${kind}&name=${name}`;
      if (format !== 'webp') return [at(format, 'orig')];
      return [at('jpg', 'orig'), at('webp', '4096x4096')];
    },
    example: {
      shown: 'https://pbs.twimg.com/media/GZL9kSeXgAAXf3B?format=jpg&name=small',
      larger: ['https://pbs.twimg.com/media/GZL9kSeXgAAXf3B?format=jpg&name=orig'],
    },
  },
  /** Previews are signed, originals are not. A preview's name may begin with the title of its post and `-v0-`. */
  reddit: {
    host: /^preview\.redd\.it$/,
    enlarge: ({ pathname }) => {
      const [, name] = /^\/(?:.*-v0-)?([a-z0-9]+\.(?:jpe?g|png|webp))$/.exec(pathname) ?? [];
      return name ? [`https://i.redd.it/${name}`] : [];
    },
    example: {
      shown:
        'https://preview.redd.it/a-quiet-lake-v0-d3twjnha6vwb1.jpg?width=640&crop=smart&auto=webp&s=2d4b97',
      larger: ['https://i.redd.it/d3twjnha6vwb1.jpg'],
    },
  },
  bluesky: {
    host: /^cdn\.bsky\.app$/,
    enlarge: ({ href }) => replaced(href, /\/img\/feed_thumbnail\//, '/img/feed_fullsize/'),
    example: {
      shown: 'https://cdn.bsky.app/img/feed_thumbnail/plain/did:plc:jwj/bafkrei@jpeg',
      larger: ['https://cdn.bsky.app/img/feed_fullsize/plain/did:plc:jwj/bafkrei@jpeg'],
    },
  },
  /** Every server has its own host. What is there of other servers' pictures lies below `cache/`. */
  mastodon: {
    host: /./,
    enlarge: ({ href }) =>
      replaced(
        href,
        /(\/media_attachments\/files\/(?:\d{3}\/)+)small\/(?=[0-9a-f]+\.\w+$)/,
        '$1original/',
      ),
    example: {
      shown: 'https://files.mastodon.social/media_attachments/files/113/512/908/small/4f1c.jpeg',
      larger: [
        'https://files.mastodon.social/media_attachments/files/113/512/908/original/4f1c.jpeg',
      ],
    },
  },
  /** Other originals (SVG, TIFF, PDF) are no pictures to a browser, or have no pixels. */
  wikimedia: {
    host: /^upload\.wikimedia\.org$/,
    enlarge: ({ href }) =>
      replaced(href, /\/thumb(\/\w\/\w\w\/[^/]+\.(?:jpe?g|png|gif|webp))\/[^/]+$/i, '$1'),
    example: {
      shown: 'https://upload.wikimedia.org/wikipedia/commons/thumb/a/a9/Lake.jpg/330px-Lake.jpg',
      larger: ['https://upload.wikimedia.org/wikipedia/commons/a/a9/Lake.jpg'],
    },
  },
  /** Options are the end of the path or a folder of it. Size 0 is the original's. */
  google: {
    host: /^(lh\d+|blogger)\.(googleusercontent|ggpht)\.com$|^\d+\.bp\.blogspot\.com$/,
    enlarge: ({ href }) => [
      ...replaced(href, /=[swh]\d+(-[\w-]+)?$/, '=s0'),
      ...replaced(href, /\/(?:s\d+|w\d+-h\d+)(?:-\w+)*\/(?=[^/]+$)/, '/s0/'),
    ],
    example: {
      shown: 'https://blogger.googleusercontent.com/img/b/R29vZ2xl/AVvXsEh/s320/lake.jpg',
      larger: ['https://blogger.googleusercontent.com/img/b/R29vZ2xl/AVvXsEh/s0/lake.jpg'],
    },
  },
  /** The original may be of another format, and then has another name; 736x is always there. */
  pinterest: {
    host: /^i\.pinimg\.com$/,
    enlarge: ({ href }) => {
      const [, width] = /^https:\/\/i\.pinimg\.com\/(\d+)x\d*(?:_\w+)?\//.exec(href) ?? [];
      if (width === undefined) return [];
      const at = (size: string) => href.replace(/(?<=\.com\/)[^/]+/, size);
      return Number(width) < 736 ? [at('originals'), at('736x')] : [at('originals')];
    },
    example: {
      shown: 'https://i.pinimg.com/236x/7d/c2/05/7dc2059d41b19f2caa2b1c97fd955f3c.jpg',
      larger: [
        'https://i.pinimg.com/originals/7d/c2/05/7dc2059d41b19f2caa2b1c97fd955f3c.jpg',
        'https://i.pinimg.com/736x/7d/c2/05/7dc2059d41b19f2caa2b1c97fd955f3c.jpg',
      ],
    },
  },
};

/** Where larger files of the picture at `url` may be, the best first. */
export function findLargerUrls(url: string): string[] {
  if (!/^https:/.test(url) || !URL.canParse(url)) return [];
  const parsed = new URL(url);
  const patterns = Object.values(hostPatterns).filter(({ host }) => host.test(parsed.hostname));
  return patterns.flatMap(({ enlarge }) => enlarge(parsed)).filter((larger) => larger !== url);
}

function replaced(href: string, pattern: RegExp, replacement: string): string[] {
  return pattern.test(href) ? [href.replace(pattern, replacement)] : [];
}
