"""How the report page looks, light or dark as the reader's system is."""

STYLE = """
:root { color-scheme: light dark; --line: #8884; --stays: #2e7d4f; --goes: #b3541e; }
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem;
       padding: 0 1.2rem; }
h1 { font-size: 1.7rem; margin: 0 0 1rem; } h2 { margin: 2.2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 0 0 .6rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
td { padding: .2rem 1.2rem .2rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td:last-child { text-align: right; } .skipped td { overflow-wrap: anywhere; text-align: left; }
nav { margin: 1.4rem 0; }
.totals { display: flex; flex-wrap: wrap; gap: .8rem; }
.totals div { border: 1px solid var(--line); border-radius: 8px; padding: .6rem 1rem; }
.totals b { display: block; font-size: 1.35rem; } .totals span { opacity: .75; }
section { border: 1px solid var(--line); border-radius: 8px; padding: 1rem; margin: 0 0 1rem; }
.cards { display: flex; flex-wrap: wrap; gap: 1rem; }
figure { margin: 0; width: 200px; }
figure img, .lacking { width: 200px; height: 150px; object-fit: contain; background: #8882;
                       border-radius: 4px; }
.lacking { display: grid; place-items: center; }
figcaption { margin-top: .3rem; overflow-wrap: anywhere; }
.keeper img { outline: 2px solid var(--stays); }
.verdict { color: var(--goes); } .keeper .verdict { color: var(--stays); }
small { opacity: .75; }
@media print { section { break-inside: avoid; } }
"""
