// The text field of the editor.

import { autocompletion, closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import type { Schema } from './schema';
import { adoptStyles } from './styles';
import { completions, keyHelp } from './suggestions';

/** Below a key that has no value yet, a line begins two columns further in. */
function newLineBelowKey(view: EditorView): boolean {
  const { state } = view;
  const { from, to } = state.selection.main;
  const line = state.doc.lineAt(from);
  const match = /^([\s-]*)[^\s#][^#]*:\s*$/.exec(line.text.slice(0, from - line.from));
  if (from !== to || !match || from !== line.to) return false;
  const insert = `\n${' '.repeat(match[1]!.length + 2)}`;
  view.dispatch({ changes: { from, insert }, selection: { anchor: from + insert.length }, scrollIntoView: true, userEvent: 'input' });
  return true;
}

// A browser that replaces a selection by itself writes style attributes to keep its looks, which the policy of the page refuses.
const replaceSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { ranges, main } = view.state.selection;
    const text = event.data;
    if (event.inputType !== 'insertText' || text === null || main.empty || ranges.length > 1) return false;
    const insert = () => view.state.update(view.state.replaceSelection(text), { userEvent: 'input.type', scrollIntoView: true });
    const isHandled = view.state.facet(EditorView.inputHandler).some(handler => handler(view, main.from, main.to, text, insert));
    if (!isHandled) view.dispatch(insert());
    event.preventDefault();
    return true;
  },
});

export function createView(parent: HTMLElement, text: string, schema: () => Schema | null, changed: () => void): EditorView {
  const extensions = [
    lineNumbers(), highlightActiveLine(), highlightActiveLineGutter(), highlightSelectionMatches(), lintGutter(),
    history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(), indentUnit.of('  '),
    yaml(), syntaxHighlighting(classHighlighter), EditorView.lineWrapping,
    autocompletion({ icons: false, override: [context => { const root = schema(); return root ? completions(root, context) : null; }] }),
    keyHelp(schema), replaceSelection,
    EditorView.contentAttributes.of({
      tabindex: '0', 'aria-label': 'Text of the plan', 'aria-describedby': 'keys-hint',
      spellcheck: 'false', autocapitalize: 'off', autocorrect: 'off',
    }),
    EditorView.updateListener.of(update => { if (update.docChanged) changed(); }),
    keymap.of([
      { key: 'Enter', run: newLineBelowKey },
      ...closeBracketsKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab,
    ]),
  ];
  adoptStyles();
  return new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) });
}

/** Leads to a place of the text. */
export function goTo(view: EditorView, [from, to]: [number, number]): void {
  view.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  view.focus();
}
