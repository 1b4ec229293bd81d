/** Several values in one field: by comma, also the Chinese one, by line or by blank. */
export const splitList = (text: string): string[] => text.split(/[\s,，;；]+/).filter(Boolean);

export const isWebAddress = (text: string): boolean =>
  URL.canParse(text.trim()) && /^https?:$/.test(new URL(text.trim()).protocol);

/** An address of a server as the console takes it (dingtalk-api.md §9.1): IPv4 or IPv6, with at most one `*` for a part. */
export function isEgressAddress(text: string): boolean {
  if ((text.match(/\*/g) ?? []).length > 1) return false;
  if (text.includes(':')) return URL.canParse(`http://[${text.replace('*', '1')}]/`);
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => part === '*' || (/^\d{1,3}$/.test(part) && Number(part) <= 255));
}
