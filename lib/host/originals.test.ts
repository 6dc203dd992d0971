import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { hashContent } from '../verdict/content-hash';
import { createOriginals } from './originals';
import { fetchPicture } from './picture-bytes';
import type { Content } from './sources';

vi.mock('./picture-bytes', () => ({ fetchPicture: vi.fn() }));

const bytesOf = (text: string) => new TextEncoder().encode(text).buffer;
const asker = { pageUrl: 'https://feed.test/' };
const findRecord = vi.fn();
const inspector = { tabId: 1, frameId: 0, url: '', pass: 'pass' };
const limits = { bytes: 20, ways: 3 };

beforeEach(() => {
  fakeBrowser.reset();
  vi.spyOn(fakeBrowser.runtime, 'getURL').mockImplementation((path) => `ext://candid${path}`);
  inspector.url = 'ext://candid/inspector.html?id=1';
  vi.mocked(fetchPicture).mockReset();
  findRecord.mockReset().mockResolvedValue(undefined);
});

async function contentOf(text: string, url: string | null): Promise<Content> {
  const bytes = bytesOf(text);
  const origin = url === null ? 'blob' : 'url';
  return { bytes, contentHash: await hashContent(bytes), origin, url, fetchedBytes: 0 };
}

describe('a file that has no address', () => {
  it('is kept in memory', async () => {
    const originals = createOriginals({ findRecord }, limits);
    const content = await contentOf('fox', null);
    originals.note(content, asker);
    expect(await originals.get(content.contentHash, inspector)).toBe(content.bytes);
    expect(fetchPicture).not.toHaveBeenCalled();
  });

  it('is forgotten when newer ones take its room, and no address with it', async () => {
    const originals = createOriginals({ findRecord }, limits);
    const address = await contentOf('owl', 'https://cdn.test/owl.png');
    const [early, late] = [
      await contentOf('a'.repeat(12), null),
      await contentOf('b'.repeat(12), null),
    ];
    for (const content of [address, early, late]) originals.note(content, asker);
    vi.mocked(fetchPicture).mockResolvedValue(address.bytes);
    expect(await originals.get(early.contentHash, inspector)).toBeUndefined();
    expect(await originals.get(late.contentHash, inspector)).toBe(late.bytes);
    expect(await originals.get(address.contentHash, inspector)).toBe(address.bytes);
  });
});

describe('a file from a server', () => {
  const url = 'https://cdn.test/fox.png';

  it('is fetched again for the page that showed it, from what the browser kept', async () => {
    const originals = createOriginals({ findRecord }, limits);
    const content = { ...(await contentOf('fox', url)), isReferred: true };
    originals.note(content, asker);
    vi.mocked(fetchPicture).mockResolvedValue(content.bytes);
    expect(await originals.get(content.contentHash, inspector)).toBe(content.bytes);
    const options: unknown = vi.mocked(fetchPicture).mock.lastCall?.[1];
    const asPage = { pageUrl: asker.pageUrl, isReferred: true };
    expect(options).toMatchObject({ ...asPage, pass: 'pass', cache: 'force-cache' });
  });

  it('is found by the history when memory has forgotten it', async () => {
    const { bytes, contentHash } = await contentOf('fox', url);
    const place = { kind: 'page', url: 'https://feed.test/1', pictureUrl: url };
    findRecord.mockResolvedValue({ places: [{ kind: 'file', pictureUrl: null }, place] });
    vi.mocked(fetchPicture).mockResolvedValue(bytes);
    expect(await createOriginals({ findRecord }).get(contentHash, inspector)).toBe(bytes);
    expect(vi.mocked(fetchPicture).mock.lastCall).toMatchObject([url, { pageUrl: place.url }]);
  });

  it('is refused when it is another one by now', async () => {
    const originals = createOriginals({ findRecord }, limits);
    const content = await contentOf('fox', url);
    originals.note(content, asker);
    vi.mocked(fetchPicture).mockResolvedValue(bytesOf('owl'));
    const getting = originals.get(content.contentHash, inspector);
    await expect(getting).rejects.toMatchObject({ code: 'otherPicture' });
  });
});

it('is undefined where nobody knows where to get it, or the history cannot be read', async () => {
  expect(await createOriginals({ findRecord }).get('hash', inspector)).toBeUndefined();
  findRecord.mockRejectedValue(new Error('test'));
  expect(await createOriginals({ findRecord }).get('hash', inspector)).toBeUndefined();
});
