import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { judgementOf, starter } from '../../../components/fixtures/judgements';
import type { InspectorActions, InspectorState } from '../../../components/inspector/inspector';
import { sensitivitySetting } from '../../settings/settings';
import { CheckError } from '../../verdict/failure';
import { startInspector } from './controller';

const send = vi.hoisted(() => vi.fn());
vi.mock('../../messaging/send', () => ({ send }));

/** The sha256 of "fox". */
const id = '776cb326ab0cd5f0a974c1b9606044d8485201f2db19cf8e3749bdee5f36e200';
const judgement = judgementOf({ contentHash: id, score: 0.5, preview: new Blob() });
const seen = { seenAt: 1, name: '', pictureUrl: null };
const places = [
  { ...seen, kind: 'file', path: 'a/fox.jpg', name: 'fox.jpg' },
  {
    ...seen,
    kind: 'page',
    url: 'https://feed.test/1',
    title: 'A feed',
    pictureUrl: 'https://cdn.test/a.jpg',
  },
];
const found = { record: { id, places }, judgement };

/** What the host answers, by the message; `CheckError`s are thrown. */
let answers: Record<string, (args: never) => unknown>;

beforeEach(() => {
  fakeBrowser.reset();
  Object.assign(fakeBrowser.i18n, { getMessage: (key: string) => `text of ${key}` });
  answers = {
    findRecord: () => found,
    getOriginal: () => new TextEncoder().encode('fox').buffer,
    explainTiles: ({ from, count }: { from: number; count: number }) => ({
      total: 6,
      scale: 1,
      model: starter,
      tiles: Array.from({ length: Math.min(count, 6 - from) }, (_, at) => ({ place: from + at })),
    }),
    explainLayers: () => ({ attention: null, model: starter }),
  };
  send.mockReset().mockImplementation(async (_: string, name: string, args: never) => {
    await Promise.resolve();
    return answers[name]?.(args);
  });
});

const askedFor = (name: string) => send.mock.calls.filter((call) => call[1] === name);

async function open(signal = new AbortController().signal) {
  const states: InspectorState[] = [];
  let actions: InspectorActions | undefined;
  const onChange = (state: InspectorState, given: InspectorActions) => {
    states.push(state);
    actions = given;
  };
  await startInspector({ id, onChange, signal });
  if (!actions) throw new Error('Expected the inspector to show something');
  return { states, actions, last: () => states.at(-1) };
}

describe('the picture', () => {
  it('is found with its name and where it was met', async () => {
    const { states } = await open();
    expect(states.map(({ finding }) => finding.status)).toEqual(['finding', 'found']);
    expect(states.at(-1)?.finding).toMatchObject({
      picture: {
        name: 'fox.jpg',
        judgement,
        pictureUrl: 'https://cdn.test/a.jpg',
        page: { url: 'https://feed.test/1', title: 'A feed' },
      },
    });
  });

  it('is found without a record, as in a private window', async () => {
    answers['findRecord'] = () => ({ record: undefined, judgement });
    const { last } = await open();
    const name = 'text of picture_unnamed';
    expect(last()?.finding).toMatchObject({ picture: { name, pictureUrl: null, page: null } });
  });

  it.each([
    ['nothing is kept', () => ({ record: undefined, judgement: undefined })],
    [
      'the host does not answer',
      () => {
        throw new CheckError('engineFailed', 'test');
      },
    ],
  ])('is missing where %s', async (_, answer) => {
    answers['findRecord'] = answer;
    expect((await open()).last()?.finding).toEqual({ status: 'missing' });
  });

  it('is rated by what the person wishes now', async () => {
    const { last } = await open();
    await sensitivitySetting.set('alert');
    await vi.waitFor(() => expect(last()?.sensitivity).toBe('alert'));
  });
});

describe('the squares', () => {
  it('are asked for a few at a time, until all are judged', async () => {
    const { actions, last } = await open();
    actions.explainTiles();
    await vi.waitFor(() => expect(last()?.tiles).toMatchObject({ status: 'done', total: 6 }));
    expect(askedFor('explainTiles').map(([, , { from }]) => from as number)).toEqual([0, 4]);
    expect(last()?.tiles).toMatchObject({ tiles: [0, 1, 2, 3, 4, 5].map((place) => ({ place })) });
    expect(askedFor('getOriginal')).toHaveLength(1);
  });

  it('stop where the person says so, and go on from there', async () => {
    const { actions, last } = await open();
    actions.explainTiles();
    actions.stopTiles();
    await vi.waitFor(() => expect(last()?.tiles.status).toBe('stopped'));
    actions.explainTiles();
    await vi.waitFor(() => expect(last()?.tiles.status).toBe('done'));
    expect(askedFor('explainTiles').map(([, , { from }]) => from as number)).toEqual([0, 4]);
  });

  it('are given up when the page closes', async () => {
    const closing = new AbortController();
    const { actions } = await open(closing.signal);
    actions.explainTiles();
    closing.abort();
    await vi.waitFor(() => expect(askedFor('explainTiles')).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(askedFor('explainTiles')).toHaveLength(1);
  });

  it('say why they could not be judged', async () => {
    answers['explainTiles'] = () => {
      throw new CheckError('engineFailed', 'test');
    };
    const { actions, last } = await open();
    actions.explainTiles();
    await vi.waitFor(() =>
      expect(last()?.tiles).toEqual({ status: 'failed', code: 'engineFailed' }),
    );
  });
});

describe('the file', () => {
  it('is got once for everything that needs it', async () => {
    const { actions, last } = await open();
    actions.getOriginal();
    actions.explainLayers();
    await vi.waitFor(() => expect(last()?.layers.status).toBe('done'));
    expect(askedFor('getOriginal')).toHaveLength(1);
    expect(last()?.original.status).toBe('here');
  });

  it('is asked of the person where nobody has it, who may only give that very one', async () => {
    answers['getOriginal'] = () => undefined;
    const { actions, last } = await open();
    actions.explainLayers();
    await vi.waitFor(() => expect(last()?.original.status).toBe('unknown'));
    await vi.waitFor(() => expect(last()?.layers.status).toBe('notAsked'));
    actions.chooseOriginal(new File(['owl'], 'owl.jpg'));
    await vi.waitFor(() => expect(last()?.original.status).toBe('otherFile'));
    actions.chooseOriginal(new File(['fox'], 'fox.jpg'));
    await vi.waitFor(() => expect(last()?.original.status).toBe('here'));
    actions.explainLayers();
    await vi.waitFor(() => expect(last()?.layers.status).toBe('done'));
  });

  it('is asked for again after it could not be had', async () => {
    const answer = answers['getOriginal'];
    answers['getOriginal'] = () => {
      throw new CheckError('notFound', 'test');
    };
    const { actions, last } = await open();
    actions.getOriginal();
    const failed = { status: 'failed', code: 'notFound' };
    await vi.waitFor(() => expect(last()?.original).toEqual(failed));
    if (answer) answers['getOriginal'] = answer;
    actions.getOriginal();
    await vi.waitFor(() => expect(last()?.original.status).toBe('here'));
  });
});
