import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface Wish {
  /** Absent: the usual one, or a free one when that is taken. */
  readonly port?: number;
  readonly companyFile?: string;
  readonly generate?: { readonly people: number; readonly departments: number };
  readonly apps: readonly { readonly appKey: string; readonly appSecret: string; readonly agentId?: number }[];
  readonly upstream: string;
  readonly stateFile?: string;
}

/** Words for a person, in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Words[] };

export const usage = `用法 Usage: npm run emulator -- [选项 options]
  --port 8090                端口，被占用时报错   port; an error if it is taken
  --company file.json        从文件读企业         the organisation from a file
  --generate 100000/1000     生成 人数/部门数     made-up people/departments
  --app key:secret[:agentId] 预先登记应用，可重复 an app registered at the start; may be repeated
  --upstream http://…        被测产品的地址       where the product under test listens
  --state file.json          重启后还在的状态     what survives a restart
`;

const defaultUpstream = 'http://127.0.0.1:8080';
const largest = { people: 200_000, departments: 10_000 };

/** Reads the command line; everything that is wrong with it is said at once. */
export function readWish(words: readonly string[]): Read<Wish> {
  let values: Partial<Record<'port' | 'company' | 'generate' | 'upstream' | 'state', string>> & { app?: string[] };
  try {
    values = parseArgs({
      args: [...words],
      options: {
        port: { type: 'string' },
        company: { type: 'string' },
        generate: { type: 'string' },
        app: { type: 'string', multiple: true },
        upstream: { type: 'string' },
        state: { type: 'string' },
      },
    }).values;
  } catch (error) {
    const text = error instanceof Error ? error.message.split('. ')[0]! : String(error);
    return { ok: false, problems: [{ zh: `看不懂命令行：${text}`, en: `The command line cannot be read: ${text}` }] };
  }
  const problems: Words[] = [];
  const wrong = (zh: string, en: string): void => void problems.push({ zh, en });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
    wrong(`--port 不是端口号：${values.port}`, `--port is no port: ${values.port}`);
  if (values.company !== undefined && values.generate !== undefined)
    wrong('--company 和 --generate 只能用一个', 'Use either --company or --generate');
  const size = /^(\d+)\/(\d+)$/.exec(values.generate ?? '1/1');
  const [people, departments] = [Number(size?.[1]), Number(size?.[2])];
  if (!size || people < 1 || departments < 1 || people > largest.people || departments > largest.departments)
    wrong(
      `--generate 写成 人数/部门数，最多 ${largest.people}/${largest.departments}`,
      `--generate is people/departments, at most ${largest.people}/${largest.departments}`,
    );
  const apps = (values.app ?? []).flatMap((text) => {
    const [, appKey, appSecret, agentId] = /^([\w-]+):([\w-]+)(?::(\d{1,12}))?$/.exec(text) ?? [];
    // The text may hold a secret: it is not repeated.
    if (!appKey || !appSecret) wrong('--app 写成 key:secret 或 key:secret:agentId', '--app is key:secret[:agentId]');
    return appKey && appSecret ? [{ appKey, appSecret, ...(agentId ? { agentId: Number(agentId) } : {}) }] : [];
  });
  const upstream = values.upstream ?? defaultUpstream;
  if (!URL.canParse(upstream) || !/^https?:$/.test(new URL(upstream).protocol))
    wrong(`--upstream 不是网址：${upstream}`, `--upstream is no address: ${upstream}`);
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      apps,
      upstream,
      ...(port === undefined ? {} : { port }),
      ...(values.company === undefined ? {} : { companyFile: values.company }),
      ...(values.generate === undefined ? {} : { generate: { people, departments } }),
      ...(values.state === undefined ? {} : { stateFile: values.state }),
    },
  };
}
