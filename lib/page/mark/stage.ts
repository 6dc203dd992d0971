/** What the browser may show above all of the page. */
export const topLayerElements = ':modal, :fullscreen, :popover-open';

/** Elements whose children are not shown. */
const childless = 'img, video, canvas, iframe, object, embed, input, textarea, select';

/** What of the top layer the pictures of a page are shown in, in the order in which it came up. */
export class Stages {
  #known: Element[] = [];

  /** The topmost element of the top layer that holds one of `pictures`; undefined where none does. */
  find(pictures: Iterable<Element>): Element | undefined {
    const stages = new Set<Element>();
    for (const picture of pictures) {
      const stage = findStage(picture);
      if (stage) stages.add(stage);
    }
    // What is open stays known while nothing of it is judged, so that it keeps its place in the order.
    const kept = this.#known.filter(
      (stage) => stage.isConnected && stage.matches(topLayerElements),
    );
    this.#known = [...kept, ...[...stages].filter((stage) => !kept.includes(stage))];
    return this.#known.findLast((stage) => stages.has(stage));
  }
}

/** The element of the top layer that everything lies under now, whatever it shows; undefined where there is none. */
export function findTopmostStage(): Element | undefined {
  const top = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  return (top && findStage(top)) ?? [...document.querySelectorAll(topLayerElements)].at(-1);
}

/** Whether what is outside of a stage takes no focus, so that we have to be inside. */
export function isInertOutside(stage: Element): boolean {
  return stage.matches(':modal') && !stage.matches(childless);
}

function findStage(element: Element): Element | undefined {
  const stage = element.closest(topLayerElements);
  if (stage) return stage;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? findStage(root.host) : undefined;
}
