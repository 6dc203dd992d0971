import { expect, it } from 'vitest';
import { findLargerUrls, hostPatterns } from './larger-urls';

it.each(Object.entries(hostPatterns))('knows the larger files of %s', (_, { example }) => {
  expect(findLargerUrls(example.shown)).toEqual(example.larger);
});

it.each([
  [
    'https://pbs.twimg.com/media/GZL9kSeXgAAXf3B?format=webp&name=small',
    [
      'https://pbs.twimg.com/media/GZL9kSeXgAAXf3B?format=jpg&name=orig',
      'https://pbs.twimg.com/media/GZL9kSeXgAAXf3B?format=webp&name=4096x4096',
    ],
  ],
  [
    'https://pbs.twimg.com/media/CLA1x2QUAAA4OA7.png:large',
    ['https://pbs.twimg.com/media/CLA1x2QUAAA4OA7?format=png&name=orig'],
  ],
  [
    'https://preview.redd.it/qaii950gck1c1.png?width=108&s=1',
    ['https://i.redd.it/qaii950gck1c1.png'],
  ],
  [
    'https://social.example/system/cache/media_attachments/files/109/501/small/a0b1.png',
    ['https://social.example/system/cache/media_attachments/files/109/501/original/a0b1.png'],
  ],
  [
    'https://lh3.googleusercontent.com/AbCd=w512-h384-p-k-no',
    ['https://lh3.googleusercontent.com/AbCd=s0'],
  ],
  [
    'https://2.bp.blogspot.com/-x/V/AAA/B/s72-c/a.jpg',
    ['https://2.bp.blogspot.com/-x/V/AAA/B/s0/a.jpg'],
  ],
  [
    'https://i.pinimg.com/1200x/7d/c2/05/7dc2.jpg',
    ['https://i.pinimg.com/originals/7d/c2/05/7dc2.jpg'],
  ],
])('rewrites %s', (shown, larger) => {
  expect(findLargerUrls(shown)).toEqual(larger);
});

it.each([
  'https://pbs.twimg.com/media/GZL9kSeXgAAXf3B?format=jpg&name=orig',
  'https://pbs.twimg.com/profile_images/1/a_normal.jpg',
  'https://external-preview.redd.it/a.jpg?width=640&s=1',
  'https://i.redd.it/d3twjnha6vwb1.jpg',
  'https://cdn.bsky.app/img/feed_fullsize/plain/did:plc:jwj/bafkrei@jpeg',
  'https://cdn.bsky.app/img/avatar/plain/did:plc:jwj/bafkrei@jpeg',
  'https://files.mastodon.social/media_attachments/files/113/512/908/original/4f1c.jpeg',
  'https://upload.wikimedia.org/wikipedia/commons/thumb/a/a9/Map.svg/330px-Map.svg.png',
  'https://upload.wikimedia.org/wikipedia/commons/a/a9/Lake.jpg',
  'https://blogger.googleusercontent.com/img/b/R29vZ2xl/AVvXsEh/s0/lake.jpg',
  'https://i.pinimg.com/originals/7d/c2/05/7dc2.jpg',
  'https://notpbs.twimg.com.example/media/GZL?format=jpg&name=small',
  'https://example.com/photos/small/1.jpg',
  'data:image/png;base64,AAAA',
  'pixels:1',
])('leaves %s alone', (url) => {
  expect(findLargerUrls(url)).toEqual([]);
});
