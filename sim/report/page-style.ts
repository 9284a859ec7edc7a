/** The look of a report: one column, tables that scroll by themselves, light and dark, and on paper. */
export const pageStyle = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#59636e;--line:#d6dbe1;--ground:#fff;--band:#f5f7f9;--met:#116b3a;--missed:#b3261e;--none:#6a5d00;--link:#0b5cad}
@media(prefers-color-scheme:dark){:root{--ink:#e6e9ed;--soft:#9aa5b1;--line:#343b44;--ground:#14181d;--band:#1b2027;--met:#5fd08f;--missed:#ff8f86;--none:#e0c75a;--link:#7ab8ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header,main{max-width:66rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.5rem}
h1{font-size:2rem;line-height:1.2;margin:0 0 .5rem;letter-spacing:-.01em}
h2{font-size:1.35rem;margin:3rem 0 .75rem;padding-top:1rem;border-top:1px solid var(--line)}
p,ul{max-width:46rem}
.lead{font-size:1.1rem;color:var(--soft)}
a{color:var(--link)}
code{font:.92em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--band);padding:.1em .3em;border-radius:4px}
nav ol{columns:2 18rem;padding-left:1.4rem;font-size:.95rem}
.scroll{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums;min-width:min(100%,34rem)}
caption{text-align:left;white-space:normal;max-width:calc(min(100vw,66rem) - 2.5rem);font-weight:600;padding:.4rem 0}
th,td{padding:.3rem .7rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
thead th{border-bottom:2px solid var(--line);color:var(--soft);font-weight:600;vertical-align:bottom}
tbody th{font-weight:500}
tbody tr:hover{background:var(--band)}
.s{white-space:nowrap}
.n{text-align:right;white-space:nowrap}
td:last-child{max-width:28rem}
td:nth-last-child(3){white-space:nowrap}
.v{font-weight:600;white-space:nowrap}
.met{color:var(--met)}.met::before{content:"✓ "}
.missed{color:var(--missed)}.missed::before{content:"✗ "}
.not-measured{color:var(--none)}.not-measured::before{content:"– "}
.source{font-size:.85rem;color:var(--soft);margin-top:-.4rem}
figure{margin:1.5rem 0}
figure svg{max-width:100%;height:auto}
figcaption{color:var(--soft);font-size:.9rem}
main{padding-bottom:4rem}
@media print{body{font-size:10.5pt}h2{break-after:avoid}figure,tr{break-inside:avoid}nav{display:none}.scroll{overflow:visible}}
`;
