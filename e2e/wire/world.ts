import { type Emulator, type EmulatorApp, type EmulatorOptions, startEmulator } from '@hongyan/dingtalk-emulator';
import { onTestFinished } from 'vitest';
import type { Caller } from './calls.ts';
import { noteTraffic } from './traffic.ts';

/** A small organisation to call. */
export const corpId = 'dingwirecorp01';
export const app: EmulatorApp = {
  agentId: 1234567,
  appKey: 'dingwireapp0001',
  appSecret: 'wire-secret-0001',
  ssoSecret: 'wire-sso-secret-0001',
  homeUrl: 'https://mail.wire.test/static/dingding/?corpId=$CORPID$',
  pcHomeUrl: 'https://mail.wire.test/static/dingding/?corpId=$CORPID$',
  name: '企业邮箱',
};

export interface Wire {
  readonly emulator: Emulator;
  /** `127.0.0.1:PORT`, where the official SDKs are pointed. */
  readonly endpoint: string;
}

/** A DingTalk whose every call is written down as this caller's. */
export async function openWire(caller: Caller, options: Partial<EmulatorOptions> = {}): Promise<Wire> {
  const emulator = await startEmulator({
    company: {
      corpId,
      name: '线上公司',
      departments: [
        { id: 1, name: '线上公司' },
        { id: 37001, name: '市场部', parentId: 1 },
        { id: 37002, name: '研发部', parentId: 1 },
        { id: 37003, name: '光学组', parentId: 37002 },
      ],
      people: [
        {
          userId: 'chenming',
          name: '陈明',
          unionId: 'uChenming',
          title: '工程师',
          departmentId: 37002,
          departmentIds: [37002, 37003],
          isAdmin: true,
          mobile: '13900000001',
          email: 'chen@wire.test',
          jobNumber: 'A01',
        },
        { userId: 'lilei', name: '李雷', unionId: 'uLilei', title: '销售', departmentId: 37001, isAdmin: false },
      ],
    },
    upstream: () => 'http://127.0.0.1:9',
    ...options,
  });
  onTestFinished(() => emulator.stop());
  emulator.registerApp(app);
  emulator.onCall((call) => noteTraffic(caller, call));
  return { emulator, endpoint: new URL(emulator.apiUrl).host };
}
