export const words = {
  calls: ['调用', 'Calls'],
  events: ['事件', 'Events'],
  limits: ['额度、令牌与时钟', 'Quota, tokens, clock'],
  faults: ['故障', 'Faults'],
  switches: ['待定规则', 'Unsettled rules'],
  sections: ['平台状态的各部分', 'Parts'],
} as const;
export const wireParts = ['calls', 'events', 'limits', 'faults', 'switches'] as const;
export type WirePart = (typeof wireParts)[number];
