// The text field: CodeMirror in a shadow root, where its styles need no exception to the policy.
import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";
import { completion } from "./completion.js";
import { element } from "./elements.js";
import { words } from "./words.js";

const theme = EditorView.theme({
  "&": {
    color: "var(--ink, CanvasText)", backgroundColor: "var(--paper, Canvas)",
    border: "1px solid var(--edge, GrayText)", borderRadius: "0.35rem", fontSize: "0.95rem",
  },
  "&.cm-focused": { outline: "3px solid var(--focus, Highlight)", outlineOffset: "2px" },
  "&.cm-editor": { height: "100%" },
  ".cm-content": { caretColor: "var(--ink, CanvasText)" },
  ".cm-scroller": { overflow: "auto", fontFamily: "ui-monospace, Menlo, 'DejaVu Sans Mono', monospace", lineHeight: "1.5" },
  ".cm-gutters": { backgroundColor: "var(--shade, Canvas)", color: "var(--soft, GrayText)", border: "0" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  ".cm-tooltip": {
    backgroundColor: "var(--paper, Canvas)", color: "var(--ink, CanvasText)",
    border: "1px solid var(--edge, GrayText)", maxWidth: "34rem",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--accent, Highlight)", color: "var(--on-accent, HighlightText)",
  },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--wrong, red)" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.85", marginLeft: "1rem" },
  ".cm-completionInfo": { whiteSpace: "pre-line", padding: "0.5rem" },
});

const colours = syntaxHighlighting(HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: "var(--link, LinkText)", fontWeight: "600" },
  { tag: tags.comment, color: "var(--soft, GrayText)", fontStyle: "italic" },
  { tag: [tags.string, tags.number, tags.bool], color: "var(--ink, CanvasText)", fontStyle: "italic" },
  { tag: [tags.variableName, tags.special(tags.variableName)], fontWeight: "600" },
]));

// Typing over a selection: the browser would carry the look of what goes as an inline style, which
// the policy of the page forbids.
const overtype = EditorView.domEventHandlers({
  beforeinput(event, view) {
    if (event.inputType !== "insertText" || !event.data || view.state.selection.main.empty) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

export class Field {
  constructor(textarea, prefixes, terms, run) {
    const host = element("div", { class: "editor-field" });
    const shadow = host.attachShadow({ mode: "open" });
    // As high as what it stands for, so that nothing on the page moves.
    host.style.height = `${textarea.offsetHeight}px`;
    textarea.before(host);
    textarea.hidden = true;
    textarea.required = false;
    this.view = new EditorView({
      parent: shadow,
      root: shadow,
      state: EditorState.create({
        doc: textarea.value,
        extensions: [
          lineNumbers(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
          highlightActiveLine(), EditorView.lineWrapping, overtype, theme, colours, sparql(),
          autocompletion({ override: completion(prefixes, terms), icons: false }),
          EditorView.contentAttributes.of({ "aria-label": `${words.editor}. ${words.keys}` }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) textarea.value = this.text;
          }),
          // The Tab key leaves the field, so that nobody is caught in it.
          keymap.of([
            { key: "Mod-Enter", run: () => (run(), true) },
            ...completionKeymap, ...historyKeymap, ...defaultKeymap,
          ]),
        ],
      }),
    });
  }

  get text() {
    return this.view.state.doc.toString();
  }

  set text(text) {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } });
    this.mark(null);
  }

  focus() {
    this.view.focus();
  }

  // Shows a problem where it is; line and column count from 1.
  mark(problem) {
    const { doc } = this.view.state;
    const found = [];
    if (problem?.line && problem.line <= doc.lines) {
      const line = doc.line(problem.line);
      const from = Math.min(line.to, line.from + Math.max(0, (problem.column ?? 1) - 1));
      found.push({ from, to: Math.max(from, Math.min(line.to, from + 1)), severity: "error", message: problem.detail });
      this.view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    }
    this.view.dispatch(setDiagnostics(this.view.state, found));
  }
}
