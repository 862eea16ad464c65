// The editor's own styles, under a policy that allows no style in the page: as sheets that are constructed and adopted.

import { StyleModule } from 'style-mod';

// A root without a head is one whose sheets are adopted; a document has a head, and would get a style element.
const adopting = {
  ownerDocument: document,
  get adoptedStyleSheets(): CSSStyleSheet[] { return document.adoptedStyleSheets; },
  set adoptedStyleSheets(sheets: CSSStyleSheet[]) { document.adoptedStyleSheets = sheets; },
};

const mount = StyleModule.mount;

/** Makes editors that are created from now on adopt their styles. */
export function adoptStyles(): void {
  StyleModule.mount = (root, modules, options) => mount(root === document ? adopting as unknown as Document : root, modules, options);
}
