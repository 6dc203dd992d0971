import type { CDPSession } from '@playwright/test';

/** A node as the DevTools protocol tells it, closed shadow roots included. */
export interface DomNode {
  nodeName: string;
  nodeValue: string;
  backendNodeId: number;
  attributes?: string[];
  children?: DomNode[];
  shadowRoots?: DomNode[];
  pseudoElements?: DomNode[];
  shadowRootType?: 'user-agent' | 'open' | 'closed';
  contentDocument?: DomNode;
}

/** A rectangle in CSS pixels of the viewport. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The document of a page, with everything in it. */
export async function readDocument(session: CDPSession): Promise<DomNode> {
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  return root;
}

/** All nodes below `root`, parents first. */
export function descendantsOf(root: DomNode): DomNode[] {
  return childrenOf(root).flatMap((child) => [child, ...descendantsOf(child)]);
}

export function attributeOf(node: DomNode, name: string): string | undefined {
  const attributes = node.attributes ?? [];
  const at = attributes.findIndex((attribute, index) => index % 2 === 0 && attribute === name);
  return at < 0 ? undefined : attributes[at + 1];
}

/** The words in a node, those of different elements apart by spaces. */
export function textOf(node: DomNode): string {
  const texts = descendantsOf(node).filter(({ nodeName }) => nodeName === '#text');
  return texts
    .map(({ nodeValue }) => nodeValue.trim())
    .filter((text) => text !== '')
    .join(' ');
}

/** Where a node is, or undefined when it is not shown. */
export async function boxOf(session: CDPSession, node: DomNode): Promise<Box | undefined> {
  try {
    const { backendNodeId } = node;
    const { model } = await session.send('DOM.getBoxModel', { backendNodeId });
    const [left = 0, top = 0] = model.border;
    return { x: left, y: top, width: model.width, height: model.height };
  } catch {
    return undefined; // The protocol's answer for a node without a box is an error.
  }
}

/** What a function answers that runs in the page with `node` as its `this`. */
export async function callOn<Argument, Value>(
  session: CDPSession,
  node: DomNode,
  { ask, argument }: { ask: (this: Element, argument: Argument) => Value; argument: Argument },
): Promise<Value> {
  const { object } = await session.send('DOM.resolveNode', { backendNodeId: node.backendNodeId });
  const { result } = await session.send('Runtime.callFunctionOn', {
    objectId: String(object.objectId),
    functionDeclaration: String(ask),
    arguments: [{ value: argument }],
    returnByValue: true,
  });
  return result.value as Value;
}

function childrenOf(node: DomNode): DomNode[] {
  const { children = [], shadowRoots = [], pseudoElements = [], contentDocument } = node;
  const inside = [...shadowRoots, ...pseudoElements, ...children];
  return contentDocument ? [...inside, contentDocument] : inside;
}
