/** Icons that only the reader and the composer use; they travel with those chunks. */
export const imageOff =
  '<path d="M8 5h10.5A1.5 1.5 0 0 1 20 6.5V17"/><path d="M17.5 19h-12A1.5 1.5 0 0 1 4 17.5V6"/><path d="m4.5 17 4.5-4 2.5 2"/><path d="m3.5 3.5 17 17"/>';
export const list = '<path d="M9.5 6.5h10M9.5 12h10M9.5 17.5h10M5 6.5h.01M5 12h.01M5 17.5h.01"/>';
export const listNumbered =
  '<path d="M10.5 6.5h9M10.5 12h9M10.5 17.5h9M4.5 5.2 5.8 4.5v4M4.3 15.5c.5-.8 2.2-.7 2.2.4 0 .9-1.3 1.3-2.2 2.6h2.3"/>';
export const bold = '<path d="M8 5h5a3.3 3.3 0 0 1 0 6.7H8ZM8 11.7h5.8a3.6 3.6 0 0 1 0 7.3H8Z" stroke-width="2"/>';
export const italic = '<path d="M10.5 5h6M7.5 19h6M14 5l-4 14"/>';
export const underline = '<path d="M7.5 4.5V11a4.5 4.5 0 0 0 9 0V4.5M6 19.5h12"/>';
export const color = '<path d="m7 15 5-11 5 11M8.8 11h6.4"/><path d="M5 19.5h14" stroke-width="2.6"/>';
export const link =
  '<path d="M10.5 13.5a3.5 3.5 0 0 0 5 0l3-3a3.5 3.5 0 0 0-5-5l-1 1"/><path d="M13.5 10.5a3.5 3.5 0 0 0-5 0l-3 3a3.5 3.5 0 0 0 5 5l1-1"/>';
export const quote = '<path d="M5 5v14" stroke-width="2.4"/><path d="M9.5 8h10M9.5 12h10M9.5 16h6"/>';
export const download = '<path d="M12 4.5v10.5M7.5 11 12 15.5 16.5 11M5 19.5h14"/>';
export const minus = '<path d="M5 12h14"/>';
export const expand = '<path d="M14 4.5h5.5V10M10 19.5H4.5V14M19.5 4.5 13.5 10.5M4.5 19.5l6-6"/>';
export const moon = '<path d="M19 14.5A7.5 7.5 0 0 1 9.5 5a7.5 7.5 0 1 0 9.5 9.5Z"/>';
export const sun =
  '<circle cx="12" cy="12" r="3.8"/><path d="M12 3.5v1.8M12 18.7v1.8M3.5 12h1.8M18.7 12h1.8M6 6l1.3 1.3M16.7 16.7 18 18M6 18l1.3-1.3M16.7 7.3 18 6"/>';
