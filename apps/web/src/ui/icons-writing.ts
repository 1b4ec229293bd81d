/** Icons that only the reader and the composer use; they travel with those chunks. */
export const calendar =
  '<rect x="4" y="5.5" width="16" height="14" rx="1.8"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>';
export const image =
  '<rect x="4" y="5" width="16" height="14" rx="1.8"/><circle cx="9" cy="10" r="1.5"/><path d="m4.5 17.5 5-4.5 3 2.5 3.5-3.5 4 4"/>';
export const imageOff =
  '<path d="M8 5h10.5A1.5 1.5 0 0 1 20 6.5V17"/><path d="M17.5 19h-12A1.5 1.5 0 0 1 4 17.5V6"/><path d="m4.5 17 4.5-4 2.5 2"/><path d="m3.5 3.5 17 17"/>';
export const copy =
  '<rect x="8.5" y="8.5" width="11" height="11" rx="1.8"/><path d="M15.5 8.5V6A1.5 1.5 0 0 0 14 4.5H6A1.5 1.5 0 0 0 4.5 6v8A1.5 1.5 0 0 0 6 15.5h2.5"/>';
export const chat =
  '<path d="M5.5 5h13A1.5 1.5 0 0 1 20 6.5v9a1.5 1.5 0 0 1-1.5 1.5H12l-4.5 3.5V17h-2A1.5 1.5 0 0 1 4 15.5v-9A1.5 1.5 0 0 1 5.5 5Z"/><path d="M8 9.5h8M8 12.7h5"/>';
export const list = '<path d="M9.5 6.5h10M9.5 12h10M9.5 17.5h10M5 6.5h.01M5 12h.01M5 17.5h.01"/>';
export const listNumbered =
  '<path d="M10.5 6.5h9M10.5 12h9M10.5 17.5h9M4.5 5.2 5.8 4.5v4M4.3 15.5c.5-.8 2.2-.7 2.2.4 0 .9-1.3 1.3-2.2 2.6h2.3"/>';
export const code = '<path d="m8.5 7-5 5 5 5M15.5 7l5 5-5 5"/>';
export const bold = '<path d="M8 5h5a3.3 3.3 0 0 1 0 6.7H8ZM8 11.7h5.8a3.6 3.6 0 0 1 0 7.3H8Z" stroke-width="2"/>';
export const italic = '<path d="M10.5 5h6M7.5 19h6M14 5l-4 14"/>';
export const underline = '<path d="M7.5 4.5V11a4.5 4.5 0 0 0 9 0V4.5M6 19.5h12"/>';
export const color = '<path d="m7 15 5-11 5 11M8.8 11h6.4"/><path d="M5 19.5h14" stroke-width="2.6"/>';
export const table = '<rect x="4" y="5" width="16" height="14" rx="1.5"/><path d="M4 10h16M4 14.5h16M10 5v14"/>';
export const link =
  '<path d="M10.5 13.5a3.5 3.5 0 0 0 5 0l3-3a3.5 3.5 0 0 0-5-5l-1 1"/><path d="M13.5 10.5a3.5 3.5 0 0 0-5 0l-3 3a3.5 3.5 0 0 0 5 5l1-1"/>';
export const quote = '<path d="M5 5v14" stroke-width="2.4"/><path d="M9.5 8h10M9.5 12h10M9.5 16h6"/>';
export const signature =
  '<path d="M4 19.5h16"/><path d="M5 15.5c2-6 4-10 5.5-9.5s-1.5 7-3 8.5c2-2.5 4-4 4.8-3.3.7.6-.8 2.6 0 3.2.9.7 2.2-1.9 3.2-1.9 1 0 .7 1.5 2 1.5.6 0 1-.2 1.5-.6"/>';
export const download = '<path d="M12 4.5v10.5M7.5 11 12 15.5 16.5 11M5 19.5h14"/>';
export const minus = '<path d="M5 12h14"/>';
export const expand = '<path d="M14 4.5h5.5V10M10 19.5H4.5V14M19.5 4.5 13.5 10.5M4.5 19.5l6-6"/>';
export const moon = '<path d="M19 14.5A7.5 7.5 0 0 1 9.5 5a7.5 7.5 0 1 0 9.5 9.5Z"/>';
export const sun =
  '<circle cx="12" cy="12" r="3.8"/><path d="M12 3.5v1.8M12 18.7v1.8M3.5 12h1.8M18.7 12h1.8M6 6l1.3 1.3M16.7 16.7 18 18M6 18l1.3-1.3M16.7 7.3 18 6"/>';
export const drive = '<path d="M7.5 18.5a4.5 4.5 0 0 1-.4-9 5.5 5.5 0 0 1 10.6 1.3 3.9 3.9 0 0 1-.7 7.7Z"/>';
export const tag = '<path d="M4.5 5.5v6l8 8 7-7-8-8h-6a1 1 0 0 0-1 1Z"/><path d="M8.5 8.5h.01" stroke-width="2"/>';
export const priority = '<path d="M12 4.5v10M12 18.8v.1" stroke-width="2.2"/>';
export const none = '<circle cx="12" cy="12" r="8.2" stroke-dasharray="3.2 2.52"/><path d="M9 12h6"/>';
export const filter = '<path d="M4 6.5h16M7 12h10M10 17.5h4"/>';
