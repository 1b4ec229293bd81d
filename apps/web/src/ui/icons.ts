/** Icons of the shell: the inside of a 24 grid, 1.6 px line (ui kit §5). One constant each, so that only what is used is shipped. */
export const inbox =
  '<path d="M4 13.5 6.6 5.9A1.4 1.4 0 0 1 7.9 5h8.2c.6 0 1.1.4 1.3.9L20 13.5V17.5A1.5 1.5 0 0 1 18.5 19h-13A1.5 1.5 0 0 1 4 17.5Z"/><path d="M4 13.5h4.5a3.5 3.5 0 0 0 7 0H20"/>';
export const star = '<path d="m12 4.2 2.4 4.9 5.4.8-3.9 3.8.9 5.4-4.8-2.6-4.8 2.6.9-5.4-3.9-3.8 5.4-.8Z"/>';
export const starFilled =
  '<path fill="currentColor" d="m12 4.2 2.4 4.9 5.4.8-3.9 3.8.9 5.4-4.8-2.6-4.8 2.6.9-5.4-3.9-3.8 5.4-.8Z"/>';
export const draft =
  '<path d="M13 4H7.5A1.5 1.5 0 0 0 6 5.5v13A1.5 1.5 0 0 0 7.5 20H12"/><path d="M13 4v4h4"/><path d="M13 4l4 4v2.5"/><path d="m20.5 14-5 5-2.5.5.5-2.5 5-5a1.4 1.4 0 0 1 2 2Z"/>';
export const send = '<path d="M20 4 3.5 10.8l6.5 3.2 3.2 6.5Z"/><path d="M20 4 10 14"/>';
export const archive =
  '<rect x="3.5" y="5" width="17" height="4" rx="1"/><path d="M5 9v8.5A1.5 1.5 0 0 0 6.5 19h11a1.5 1.5 0 0 0 1.5-1.5V9"/><path d="M10 13h4"/>';
export const spam =
  '<path d="M12 3.8 5 6.3v5.2c0 4.3 2.9 7.3 7 8.7 4.1-1.4 7-4.4 7-8.7V6.3Z"/><path d="M12 8.5v4"/><path d="M12 15.6v.1"/>';
export const trash =
  '<path d="M4.5 7h15"/><path d="M9 7V5.5A1.5 1.5 0 0 1 10.5 4h3A1.5 1.5 0 0 1 15 5.5V7"/><path d="m6.5 7 .8 11.6a1.5 1.5 0 0 0 1.5 1.4h6.4a1.5 1.5 0 0 0 1.5-1.4L17.5 7"/><path d="M10.3 11v5M13.7 11v5"/>';
export const folder =
  '<path d="M3.5 7A1.5 1.5 0 0 1 5 5.5h4l2 2.5h8A1.5 1.5 0 0 1 20.5 9.5v8A1.5 1.5 0 0 1 19 19H5a1.5 1.5 0 0 1-1.5-1.5Z"/>';
export const search = '<circle cx="10.8" cy="10.8" r="6.3"/><path d="m15.5 15.5 4.5 4.5"/>';
export const menu = '<path d="M4 7h16M4 12h16M4 17h10"/>';
export const clip =
  '<path d="m18.5 11.2-6.7 6.7a4 4 0 0 1-5.7-5.7l7-7a2.7 2.7 0 0 1 3.8 3.8l-6.9 6.9a1.3 1.3 0 0 1-1.9-1.9l6.2-6.2"/>';
export const reply = '<path d="M9.5 6 4 11.5 9.5 17"/><path d="M4 11.5h9.5c4 0 6.5 2.3 6.5 6.5"/>';
export const replyAll =
  '<path d="M12 6 6.5 11.5 12 17"/><path d="M7.5 6 2 11.5 7.5 17"/><path d="M6.5 11.5H15c4 0 6.5 2.3 6.5 6.5"/>';
export const forward = '<path d="M14.5 6 20 11.5 14.5 17"/><path d="M20 11.5h-9.5c-4 0-6.5 2.3-6.5 6.5"/>';
export const more = '<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="2.4"/>';
export const down = '<path d="m6 9.5 6 6 6-6"/>';
export const right = '<path d="m9.5 6 6 6-6 6"/>';
export const left = '<path d="m14.5 5-7 7 7 7"/>';
export const up = '<path d="m6 14.5 6-6 6 6"/>';
export const close = '<path d="m6 6 12 12M18 6 6 18"/>';
export const check = '<path d="m5 12.5 4.5 4.5L19 7.5"/>';
export const okCircle = '<circle cx="12" cy="12" r="8.2"/><path d="m8.3 12.3 2.6 2.6 4.8-5.2"/>';
export const warn = '<path d="M12 4.5 3.5 19h17Z"/><path d="M12 10v4.2"/><path d="M12 16.6v.1"/>';
export const info = '<circle cx="12" cy="12" r="8.2"/><path d="M12 11v5M12 8v.1"/>';
export const lock =
  '<rect x="5.5" y="10.5" width="13" height="9" rx="1.8"/><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/>';
export const key = '<circle cx="8.5" cy="14.5" r="4"/><path d="m11.5 11.7 8-7.7M16.5 7l2.5 2.5"/>';
export const eye = '<path d="M3 12c2-4 5.2-6 9-6s7 2 9 6c-2 4-5.2 6-9 6s-7-2-9-6Z"/><circle cx="12" cy="12" r="2.7"/>';
export const mail = '<rect x="3.5" y="5.5" width="17" height="13" rx="1.8"/><path d="m4 7 8 6.2L20 7"/>';
export const mailOpen =
  '<path d="M4 10v8A1.5 1.5 0 0 0 5.5 19.5h13A1.5 1.5 0 0 0 20 18v-8l-8-5.5Z"/><path d="m4.5 10.5 7.5 5 7.5-5"/>';
export const users =
  '<circle cx="9.5" cy="8.5" r="3.5"/><path d="M3 19c.7-3.5 3.1-5.3 6.5-5.3S15.3 15.5 16 19"/><path d="M15 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14.2c1.9.8 3.1 2.4 3.5 4.8"/>';
export const gear =
  '<circle cx="12" cy="12" r="2.8"/><path d="M12 3.5v2.3M12 18.2v2.3M3.5 12h2.3M18.2 12h2.3M6 6l1.6 1.6M16.4 16.4 18 18M6 18l1.6-1.6M16.4 7.6 18 6"/>';
export const refresh = '<path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9"/><path d="M19.5 4.5V9H15"/>';
export const wifiOff =
  '<path d="M4 9.5c1.6-1.5 3.4-2.5 5.4-3M20 9.5a12.5 12.5 0 0 0-7-3.4M7 13a8 8 0 0 1 3-1.8M17 13a8 8 0 0 0-1.6-1.2M10 16.3a3.5 3.5 0 0 1 4 0M12 19v.1M4 4l16 16"/>';
export const plus = '<path d="M12 5v14M5 12h14"/>';
export const move =
  '<path d="M3.5 7A1.5 1.5 0 0 1 5 5.5h4l2 2.5h8A1.5 1.5 0 0 1 20.5 9.5v8A1.5 1.5 0 0 1 19 19H5a1.5 1.5 0 0 1-1.5-1.5Z"/><path d="M8.5 13.5h6.5M12.5 11l2.5 2.5-2.5 2.5"/>';
export const note =
  '<path d="M6.5 4.5h8l3.5 3.5v10a1.5 1.5 0 0 1-1.5 1.5h-10A1.5 1.5 0 0 1 5 18V6A1.5 1.5 0 0 1 6.5 4.5Z"/><path d="M8.5 11h6M8.5 14.5h4"/>';
export const checkbox = '<rect x="4.5" y="4.5" width="15" height="15" rx="2"/><path d="m8.5 12 2.5 2.5 4.5-5"/>';
export const shield =
  '<path d="M12 3.8 5 6.3v5.2c0 4.3 2.9 7.3 7 8.7 4.1-1.4 7-4.4 7-8.7V6.3Z"/><path d="m9 12 2.2 2.2L15.2 10"/>';
