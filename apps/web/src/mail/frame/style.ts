/** The frame's own style. The mail's sheets come after it and may dress everything but what is marked important here. */
export const frameStyle = `
:root{color-scheme:light;--zoom:1}
:root[data-paint=dark],:root[data-paint=own]{color-scheme:dark}
html{background:var(--paper,transparent)}
html,body{margin:0;padding:0;overflow-x:auto;overflow-y:hidden;height:auto!important;-webkit-text-size-adjust:100%}
hy-letter{display:flow-root;box-sizing:border-box;padding:var(--pad,0);color:var(--text,#171a1d);font:var(--size,15px)/24px var(--font,sans-serif);overflow-wrap:break-word;zoom:var(--zoom);min-width:0}
p{margin:0 0 12px}
img{max-width:100%}
a{color:var(--link,#0067c2)}
table{font-size:inherit}
table+p{margin-top:12px}
table:not([bordercolor]),table:not([bordercolor])>*>tr>*{border-color:var(--rule,#c9ced3)}
pre{white-space:pre-wrap;font-family:inherit}
blockquote{margin:8px 0;padding:0 0 0 12px;border-left:2px solid var(--rule,#c9ced3)}
[data-blocked]{position:relative;box-sizing:border-box;max-width:100%!important;min-width:16px;min-height:16px;background:var(--inset,#f6f7f9)!important;border:1px dashed var(--rule,#c9ced3)!important;vertical-align:middle;overflow:hidden}
[data-word]::after{content:attr(data-word) ' ' attr(data-blocked);position:absolute;inset:0;display:flex;align-items:center;justify-content:center;font:12px/16px var(--font,sans-serif);color:var(--quiet,#50565c);white-space:nowrap}
[data-paint=dark] hy-letter *{color:inherit!important;background-color:transparent!important;border-color:var(--rule)!important}
[data-paint=dark] hy-letter a[href]{color:var(--link)!important}
[data-paint=paper] hy-letter,[data-paint=dim] hy-letter{background:#fff;color:#171a1d}
[data-paint=dim] hy-letter{filter:invert(.9) hue-rotate(180deg)}
[data-paint=dim] hy-letter img{filter:invert(1) hue-rotate(180deg)}
[data-paint] hy-letter button.fold{display:flex;align-items:center;gap:8px;margin:8px 0 0;padding:8px 8px 8px 0;border:0;background:none!important;color:var(--link,#0067c2)!important;font:14px/20px var(--font,sans-serif);cursor:pointer}
[data-paint] hy-letter button.fold::before{content:'';width:6px;height:6px;margin:0 3px;border:solid;border-width:1.6px 1.6px 0 0;transform:rotate(45deg)}
[data-paint] hy-letter button.fold[aria-expanded=true]::before{transform:rotate(135deg) translate(-2px,2px)}
[data-paint] hy-letter button.fold:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:4px}
.quote{padding-left:12px;border-left:2px solid var(--rule,#c9ced3);font-size:13px;line-height:20px;color:var(--quiet,#50565c)}
.quote>blockquote:only-of-type{margin:0;padding:0;border:0}
[hidden]{display:none!important}
`.replace(/\n/g, '');
