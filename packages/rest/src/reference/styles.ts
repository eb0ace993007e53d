/** The look of the pages, in the light and in the dark. */
export const styles = `:root {
  color-scheme: light dark;
  --ground: light-dark(#ffffff, #14161b);
  --side: light-dark(#f6f7f9, #191c22);
  --line: light-dark(#e3e6eb, #2b3039);
  --text: light-dark(#1b1f27, #e6e8ec);
  --quiet: light-dark(#5c6573, #9aa3b2);
  --accent: light-dark(#4f35d6, #a99bff);
  --code: light-dark(#f3f4f8, #1f232b);
  --get: light-dark(#0b6bcb, #6cb6ff);
  --post: light-dark(#11763c, #5fd38d);
  --patch: light-dark(#8a5a00, #e8b04b);
  --delete: light-dark(#b3261e, #ff8a80);
  --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: 1.5rem; }
body {
  margin: 0;
  display: grid;
  grid-template-columns: 17rem minmax(0, 1fr);
  background: var(--ground);
  color: var(--text);
  font: 15px/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif;
}
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 3px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--ground); padding: .5rem 1rem; z-index: 1; }
.side {
  position: sticky;
  top: 0;
  height: 100vh;
  overflow-y: auto;
  padding: 1.5rem 1rem;
  background: var(--side);
  border-right: 1px solid var(--line);
}
.brand { display: block; padding: 0 .5rem 1rem; font-weight: 650; font-size: 1.1rem; color: var(--text); text-decoration: none; }
.brand span { color: var(--quiet); font-weight: 400; }
.search input, .sign-in input {
  width: 100%;
  padding: .5rem .65rem;
  border: 1px solid var(--line);
  border-radius: 8px;
  background: var(--ground);
  color: inherit;
  font: inherit;
  font-size: .9rem;
}
.side ul { list-style: none; margin: 1rem 0 0; padding: 0; }
.side li a {
  display: block;
  padding: .25rem .5rem;
  border-radius: 6px;
  color: var(--text);
  text-decoration: none;
  overflow-wrap: anywhere;
}
.side li a:hover { background: var(--line); }
.side li a[aria-current] { background: var(--accent); color: var(--ground); }
.none { color: var(--quiet); font-size: .9rem; padding: 0 .5rem; }
main { width: 100%; max-width: 58rem; padding: 2.5rem clamp(1rem, 4vw, 3.5rem) 5rem; }
h1 { margin: 0 0 .5rem; font-size: 2rem; line-height: 1.2; letter-spacing: -.02em; overflow-wrap: anywhere; }
h2 { margin: 2.75rem 0 .75rem; font-size: 1.25rem; }
h2 small { color: var(--quiet); font-weight: 400; font-size: .9rem; margin-left: .35rem; }
h3 { margin: 0 0 .25rem; font-size: 1rem; font-weight: 500; display: flex; gap: .6rem; align-items: center; overflow-wrap: anywhere; }
.lead { margin: 0 0 1.5rem; color: var(--quiet); font-size: 1.05rem; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.5rem; margin: 0; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.visitor { margin: 1.5rem 0 0; padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: 10px; background: var(--side); }
.visitor > p { margin: 0; }
.visitor .quiet { margin-top: .75rem; color: var(--quiet); font-size: .9rem; }
.sign-in { display: flex; flex-wrap: wrap; align-items: end; gap: .75rem; margin-top: .9rem; }
.sign-in label { flex: 1 1 12rem; color: var(--quiet); font-size: .85rem; }
.sign-in input { display: block; margin-top: .2rem; color: var(--text); }
.sign-in p { flex: 1 0 100%; margin: 0; color: var(--delete); font-size: .9rem; }
.sign-in p:empty { display: none; }
.visitor button {
  padding: .45rem 1.1rem;
  border: 1px solid var(--accent);
  border-radius: 8px;
  background: var(--accent);
  color: var(--ground);
  font: inherit;
  font-weight: 600;
  cursor: pointer;
}
#sign-out { margin-left: .5rem; padding: .1rem .7rem; background: none; color: var(--accent); font-weight: 400; }
.visitor button:disabled { opacity: .6; cursor: default; }
code, pre { font-family: var(--mono); font-size: .87em; }
pre code { font-size: inherit; }
:not(pre) > code { background: var(--code); border-radius: 4px; padding: .1em .35em; }
h3 > code { background: none; padding: 0; font-size: .95rem; }
.code { position: relative; margin: .75rem 0; }
pre {
  margin: 0;
  padding: .9rem 4.5rem .9rem 1rem;
  background: var(--code);
  border: 1px solid var(--line);
  border-radius: 8px;
  overflow-x: auto;
  line-height: 1.5;
}
.copy {
  position: absolute;
  top: .5rem;
  right: .5rem;
  padding: .15rem .6rem;
  border: 1px solid var(--line);
  border-radius: 6px;
  background: var(--ground);
  color: var(--quiet);
  font: inherit;
  font-size: .8rem;
  cursor: pointer;
}
.copy:hover { color: var(--text); }
.cards { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .75rem; }
.cards li { border: 1px solid var(--line); border-radius: 10px; padding: .8rem 1rem; }
.cards a { font-weight: 600; text-decoration: none; overflow-wrap: anywhere; }
.cards a:hover { text-decoration: underline; }
.cards p { margin: .35rem 0 0; color: var(--quiet); font-size: .9rem; }
.verbs { display: flex; gap: .6rem; margin-top: .3rem; }
.verb { font: 600 .7rem/1.4 var(--mono); text-transform: uppercase; letter-spacing: .04em; color: var(--quiet); }
.verb.get { color: var(--get); }
.verb.post { color: var(--post); }
.verb.patch { color: var(--patch); }
.verb.delete { color: var(--delete); }
h3 .verb { font-size: .75rem; border: 1px solid currentColor; border-radius: 5px; padding: .1rem .45rem; }
.operation { border: 1px solid var(--line); border-radius: 12px; padding: 1.1rem 1.25rem; margin: 0 0 1rem; }
.operation > p { margin: 0; color: var(--quiet); }
details { border-top: 1px solid var(--line); margin-top: .75rem; padding-top: .6rem; }
details + details { margin-top: .6rem; }
summary { cursor: pointer; color: var(--quiet); font-size: .9rem; }
summary:hover { color: var(--text); }
.forms { margin: .5rem 0 0; padding-left: 1.2rem; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; margin: .5rem 0; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); font-weight: 400; }
thead th { color: var(--quiet); font-size: .8rem; }
tbody tr:last-child > * { border-bottom: 0; }
td { overflow-wrap: anywhere; }
tbody th { white-space: nowrap; }
.format, .flag { color: var(--quiet); font-size: .85em; }
.flag { border: 1px solid var(--line); border-radius: 99px; padding: .05rem .5rem; white-space: nowrap; }
@media (max-width: 50rem) {
  body { display: block; }
  .side { position: static; height: auto; padding: 1rem; border-right: 0; border-bottom: 1px solid var(--line); }
  .brand { padding: 0 0 .75rem; }
  .side ul { display: flex; gap: .25rem; margin-top: .6rem; overflow-x: auto; }
  .side li a { white-space: nowrap; }
  main { padding-top: 1.75rem; }
}
@media (max-width: 40rem) {
  .facts { grid-template-columns: 1fr; gap: 0; }
  .sign-in > * { flex: 1 0 100%; }
  .facts dd { margin-bottom: .6rem; }
  .operation { padding: 1rem; }
  .code { display: flex; flex-direction: column; }
  .copy { position: static; align-self: end; margin-top: .4rem; }
  pre { padding-right: 1rem; }
  .stacks, .stacks tbody, .stacks th, .stacks td { display: block; }
  .stacks thead { display: none; }
  .stacks tr { display: block; padding: .6rem 0; border-bottom: 1px solid var(--line); }
  .stacks tr:last-child { border-bottom: 0; }
  .stacks th, .stacks td { padding: .1rem 0; border: 0; }
  .stacks td:empty { display: none; }
}
`
