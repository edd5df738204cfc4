/** The style of the page: as plain as its content, readable in light and dark and on paper. */
export const STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --text: light-dark(#16191f, #e9ebed);
  --back: light-dark(#fff, #16191f); --critical: light-dark(#a0136f, #ff8ad8); --high: light-dark(#b3261e, #ff9c94);
  --medium: light-dark(#8a5300, #ffc266); --low: light-dark(#005f8f, #7fd0ff); --good: light-dark(#1d6b2f, #7ddc94); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 75rem; padding: 1.5rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0; }
.cards { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; }
.card { flex: 1 1 9rem; border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .9rem; }
.card b { display: block; font-size: 1.6rem; line-height: 1.2; }
.tables { columns: 22rem 2; column-gap: 2rem; }
.tables table { break-inside: avoid; margin-bottom: 1rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; font-weight: 600; padding: .5rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .5rem; text-align: left; font-weight: normal; overflow-wrap: anywhere; }
td, th[scope=col]:not(:first-child) { text-align: right; white-space: nowrap; }
thead th { font-weight: 600; }
form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; position: sticky; top: 0; background: var(--back);
  padding: .75rem 0; border-bottom: 1px solid var(--line); z-index: 1; }
label { display: grid; font-size: .8rem; gap: .15rem; }
input, select, button { font: inherit; font-size: .9rem; padding: .3rem .5rem; border: 1px solid var(--line); border-radius: .35rem;
  background: var(--back); color: inherit; max-width: 20rem; }
input { min-width: 14rem; }
button { cursor: pointer; }
button:disabled { cursor: default; opacity: .5; }
:focus-visible { outline: 3px solid var(--low); outline-offset: 1px; }
ol { list-style: none; margin: .5rem 0; padding: 0; }
li { border-bottom: 1px solid var(--line); }
#list summary { display: grid; grid-template-columns: 7.5rem minmax(14rem, 1.2fr) minmax(10rem, 1.5fr) minmax(8rem, 1fr); gap: .75rem; padding: .45rem .25rem;
  cursor: pointer; align-items: baseline; overflow-wrap: anywhere; }
summary { cursor: pointer; }
#list summary:hover { background: var(--soft); }
#list details > div { padding: .25rem .5rem 1rem 8.5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: .5rem 0; }
dt { opacity: .75; }
dd { margin: 0; overflow-wrap: anywhere; }
code { font: .85rem/1.4 ui-monospace, monospace; white-space: pre-wrap; }
.severity { font-weight: 600; font-size: .8rem; }
.CRITICAL { color: var(--critical); } .HIGH { color: var(--high); } .MEDIUM { color: var(--medium); }
.LOW, .INFORMATIONAL { color: var(--low); } .COMPLIANT { color: var(--good); }
.pager { display: flex; gap: .75rem; align-items: center; margin: .75rem 0; }
@media (max-width: 45rem) { #list summary { grid-template-columns: 1fr; gap: 0; } #list details > div { padding-left: .5rem; } form { position: static; } }
@media print { form, .pager { display: none; } body { max-width: none; padding: 0; } #list details > div { padding-left: 1rem; } li { break-inside: avoid; } }
`;
