/** DingTalk's days and months are those of Asia/Shanghai, which has had no summer time since 1991. */
const shanghaiMs = 8 * 3_600_000;

/** `2026-11-20` */
export const dayOf = (ms: number): string => new Date(ms + shanghaiMs).toISOString().slice(0, 10);

/** `2026-11` */
export const monthOf = (ms: number): string => dayOf(ms).slice(0, 7);

/** `2026-11-20 14:36:07`, as the platform prints times. */
export const stampOf = (ms: number): string => new Date(ms + shanghaiMs).toISOString().slice(0, 19).replace('T', ' ');
