/** The page's one style sheet; colours and sizes are those of the client. */
export const loginCss = `:root{color-scheme:light dark;--page:#f2f3f5;--surface:#fff;--inset:#f6f7f9;--hover:#f4f5f7;--line:#e6e8eb;--field:#838b93;--text:#171a1d;--text-2:#50565c;--text-3:#646b72;--brand:#0070d1;--brand-press:#005dae;--brand-text:#0067c2;--brand-soft:#e7f2fd;--on-brand:#fff;--danger:#bf3408;--danger-soft:#fdf1ec;--code:#171a1d}
@media (prefers-color-scheme:dark){:root{--page:#0f1113;--surface:#1a1d20;--inset:#15181a;--hover:#212529;--line:#2b3035;--field:#7b848d;--text:#e4e7ea;--text-2:#b4bbc2;--text-3:#98a0a8;--brand:#1473d2;--brand-press:#0f63b8;--brand-text:#6bb5fa;--brand-soft:#16304a;--on-brand:#fff;--danger:#ff8a66;--danger-soft:#3a2018;--code:#171a1d}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px 16px;background:var(--page);color:var(--text);font:14px/20px -apple-system,BlinkMacSystemFont,"PingFang SC","HarmonyOS Sans SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif}
main{width:100%;max-width:720px;background:var(--surface);border-radius:12px;box-shadow:0 4px 16px rgba(23,26,29,.12),0 0 1px rgba(23,26,29,.16);overflow:hidden}
header{display:flex;align-items:center;gap:12px;padding:20px 24px;border-bottom:1px solid var(--line)}
.logo{width:32px;height:32px;flex:none}
h1{margin:0;font-size:17px;line-height:24px}
header p{margin:0;color:var(--text-3);font-size:13px}
.ways{display:grid;grid-template-columns:1fr 1fr}
section{padding:24px}
section+section{border-left:1px solid var(--line)}
h2{margin:0 0 12px;font-size:15px;line-height:24px}
.qr{display:block;width:200px;height:200px;margin:0 auto 16px;padding:12px;border-radius:8px;background:#fff;border:1px solid var(--line);color:var(--code)}
.hint{margin:0;color:var(--text-3);font-size:13px;text-align:center}
label{display:block;margin-bottom:4px;color:var(--text-2);font-size:13px}
input{width:100%;height:36px;padding:0 12px;border:1px solid var(--field);border-radius:8px;background:var(--surface);color:var(--text);font:inherit}
ul{list-style:none;margin:12px 0 0;padding:0;max-height:252px;overflow:auto;border:1px solid var(--line);border-radius:8px}
li+li{border-top:1px solid var(--line)}
.person{display:flex;width:100%;align-items:center;gap:12px;min-height:44px;padding:8px 12px;border:0;background:none;color:inherit;font:inherit;text-align:left;cursor:pointer}
.person:hover{background:var(--hover)}
.person span{color:var(--text-3);font-size:13px}
.person b{font-weight:500}
.empty{padding:16px;color:var(--text-3);text-align:center}
.asks{margin:0 0 20px;max-height:none;padding:0}
.asks li{padding:12px 16px}
.asks span{display:block;color:var(--text-3);font-size:13px}
.actions{display:flex;gap:12px;flex-wrap:wrap}
.button{min-height:44px;padding:0 24px;border-radius:8px;border:1px solid var(--field);background:var(--surface);color:var(--text);font:inherit;font-size:15px;cursor:pointer;text-decoration:none;display:inline-flex;align-items:center}
.button:hover{background:var(--hover)}
.button.main{background:var(--brand);border-color:var(--brand);color:var(--on-brand)}
.button.main:hover{background:var(--brand-press)}
.problem{padding:16px;margin:0 0 20px;border-radius:8px;background:var(--danger-soft);color:var(--danger)}
.problem p{margin:0}
code{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:13px;overflow-wrap:anywhere}
footer{display:flex;justify-content:space-between;gap:12px;padding:12px 24px;border-top:1px solid var(--line);color:var(--text-3);font-size:13px}
a{color:var(--brand-text)}
:focus-visible{outline:2px solid var(--brand);outline-offset:2px}
@media (max-width:600px){.ways{grid-template-columns:1fr}section+section{border-left:0;border-top:1px solid var(--line)}}
`;

/** Waits until somebody's phone has decided, and goes where the sign-in leads. */
export const loginJs = `(async () => {
  const id = document.body.dataset.login;
  while (id) {
    let answer;
    try { answer = await (await fetch('/login/oauth2/wait?id=' + encodeURIComponent(id))).json(); }
    catch { await new Promise((done) => setTimeout(done, 1000)); continue; }
    if (answer.kind === 'gone') return location.reload();
    if (answer.kind === 'foreign') return location.assign('/login/oauth2/foreign?id=' + encodeURIComponent(id));
    if (answer.location) return location.replace(answer.location);
  }
})();
`;
