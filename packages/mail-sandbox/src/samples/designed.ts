import { escapeXml } from './files/office.ts';

/** One story of a newsletter. */
export interface Story {
  readonly title: string;
  readonly text: string;
  readonly link: string;
  readonly image?: string;
}

/**
 * A newsletter as such senders build it: nested tables, inline styles, colours of its own, remote pictures
 * and one that counts who opened it.
 */
export function toNewsletter(page: {
  readonly host: string;
  readonly title: string;
  readonly lead: string;
  readonly colour: string;
  readonly stories: readonly Story[];
  readonly footer: string;
}): string {
  const story = ({ title, text, link, image }: Story) => `
    <tr><td style="padding:16px 24px;border-top:1px solid #e6e8eb">
      ${image ? `<img src="https://${page.host}/img/${image}" width="552" alt="${escapeXml(title)}" style="display:block;max-width:100%;border:0;margin-bottom:12px">` : ''}
      <a href="https://${page.host}/read/${link}" style="font-size:17px;line-height:24px;color:${page.colour};text-decoration:none"><b>${escapeXml(title)}</b></a>
      <p style="margin:8px 0 0;font-size:14px;line-height:22px;color:#50565c">${escapeXml(text)}</p>
    </td></tr>`;
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${escapeXml(page.title)}</title>
<style>@media (max-width:600px){.wrap{width:100%!important}}a:hover{text-decoration:underline}</style></head>
<body style="margin:0;background:#f2f3f5">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f2f3f5"><tr><td align="center">
  <table role="presentation" class="wrap" width="600" cellpadding="0" cellspacing="0" style="background:#ffffff;font-family:Arial,'Microsoft YaHei',sans-serif">
    <tr><td style="background:${page.colour};padding:20px 24px"><img src="https://${page.host}/img/logo.png" height="28" alt="${escapeXml(page.title)}" style="display:block;border:0;color:#fff"></td></tr>
    <tr><td style="padding:20px 24px"><h1 style="margin:0;font-size:22px;line-height:30px;color:#171a1d">${escapeXml(page.title)}</h1><p style="margin:8px 0 0;font-size:14px;line-height:22px;color:#646b72">${escapeXml(page.lead)}</p></td></tr>${page.stories.map(story).join('')}
    <tr><td style="padding:16px 24px;border-top:1px solid #e6e8eb;font-size:12px;line-height:18px;color:#646b72">${escapeXml(page.footer)} <a href="https://${page.host}/unsubscribe?u=7f3a91" style="color:#646b72">退订 / Unsubscribe</a></td></tr>
  </table>
</td></tr></table>
<img src="https://${page.host}/o.gif?u=7f3a91" width="1" height="1" alt="" style="display:none">
</body></html>`;
}
