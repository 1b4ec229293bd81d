/** Icons that only the console uses. */
export const bad = '<circle cx="12" cy="12" r="8.2"/><path d="m9.2 9.2 5.6 5.6M14.8 9.2l-5.6 5.6"/>';
export const notTested = '<circle cx="12" cy="12" r="8.2" stroke-dasharray="3.2 2.52"/><path d="M9 12h6"/>';
export const copy =
  '<rect x="8.5" y="8.5" width="11" height="11" rx="1.8"/><path d="M15.5 8.5V6A1.5 1.5 0 0 0 14 4.5H6A1.5 1.5 0 0 0 4.5 6v8A1.5 1.5 0 0 0 6 15.5h2.5"/>';
export const external =
  '<path d="M13.5 5H19v5.5"/><path d="m19 5-8 8"/><path d="M17 13.5v4A1.5 1.5 0 0 1 15.5 19h-9A1.5 1.5 0 0 1 5 17.5v-9A1.5 1.5 0 0 1 6.5 7h4"/>';
export const building =
  '<path d="M5 19.5v-14A1.5 1.5 0 0 1 6.5 4h6A1.5 1.5 0 0 1 14 5.5v14"/><path d="M14 10h3.5a1.5 1.5 0 0 1 1.5 1.5v8M3.5 19.5h17"/><path d="M8 8h3M8 11.5h3M8 15h3"/>';
export const gauge = '<path d="M5 18.5a8.5 8.5 0 1 1 14 0"/><path d="m12 14 4-4.5"/><circle cx="12" cy="14" r="1.2"/>';
export const globe =
  '<circle cx="12" cy="12" r="8.2"/><path d="M3.8 12h16.4M12 3.8c2.6 2.4 3.7 5 3.7 8.2s-1.1 5.8-3.7 8.2c-2.6-2.4-3.7-5-3.7-8.2s1.1-5.8 3.7-8.2Z"/>';
export const contrast =
  '<circle cx="12" cy="12" r="8.2"/><path d="M12 3.8a8.2 8.2 0 0 1 0 16.4Z" fill="currentColor" stroke="none"/>';
