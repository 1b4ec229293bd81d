import { isPhone } from '../bridge/devices.ts';
import { listParam, numberParam, textParam } from './params.ts';
import type { BridgeReply, ContainerAnswer, ContainerCall, Effect } from './types.ts';

const done = (body: unknown = {}): BridgeReply => ({ kind: 'ok', body });
const failed = (errorCode: string, errorMessage: string): BridgeReply => ({ kind: 'fail', errorCode, errorMessage });
const file = (action: Extract<Effect, { kind: 'file' }>['action'], name: string): Effect => ({
  kind: 'file',
  action,
  name,
});

/** A file that the person has on the device, and its place in 钉盘. */
const sample = { name: '会议纪要.pdf', size: 24_576, type: 'pdf' };
const inDrive = (name: string, type: string) => ({
  spaceId: '1000001',
  fileId: '2000001',
  fileName: name,
  fileSize: sample.size,
  fileType: type,
});

/** Calls about files, 钉盘, the clipboard, sharing and the camera (dingtalk-api.md §2.5). */
export function fileMethods({ method, params, device }: ContainerCall): ContainerAnswer | undefined {
  const url = textParam(params, 'url');
  const name = textParam(params, 'name') || textParam(params, 'fileName') || lastPart(url);
  switch (method) {
    case 'biz.file.chooseFile': {
      const path = isPhone(device) ? `dingfile://local/${sample.name}` : `C:\\Users\\me\\Documents\\${sample.name}`;
      return {
        reply: done({ files: [{ name: sample.name, path, size: sample.size }] }),
        effect: file('open', sample.name),
      };
    }
    case 'biz.util.uploadFile':
      if (!URL.canParse(url) || !textParam(params, 'filePath')) return { reply: failed('2', '参数错误') };
      return { reply: done({ data: '{}', statusCode: 200, header: {} }), effect: file('upload', name) };
    case 'biz.file.downloadFile':
    case 'biz.util.downloadFile':
      if (!URL.canParse(url)) return { reply: failed('2', '参数错误') };
      return { reply: done({ filePath: `dingfile://download/${name}` }), effect: file('download', name) };
    case 'biz.util.openDocument':
      return { reply: done(), effect: file('preview', lastPart(textParam(params, 'filePath'))) };
    case 'biz.util.isLocalFileExist': {
      const asked = listParam(params, 'params').length;
      return {
        reply: done(asked > 0 ? Array.from({ length: asked }, () => ({ isExist: false })) : { isExist: false }),
      };
    }
    case 'biz.util.openLocalFile':
      return { reply: failed('2', '文件不存在') };
    case 'biz.cspace.saveFile':
      if (!URL.canParse(url)) return { reply: failed('2', '参数错误') };
      return { reply: done({ data: [inDrive(name, typeOf(name))] }), effect: file('save', name) };
    case 'biz.util.uploadAttachment': {
      const type = String(listParam(params, 'types')[0] ?? 'file');
      return { reply: done({ type, data: [inDrive(sample.name, sample.type)] }), effect: file('upload', sample.name) };
    }
    case 'biz.cspace.preview':
      return { reply: done(), effect: file('preview', name) };
    case 'biz.clipboardData.setData':
      return { reply: done(), effect: { kind: 'clipboard', text: textParam(params, 'text') } };
    case 'biz.util.share':
      return { reply: done(), effect: { kind: 'place', place: 'share', about: textParam(params, 'title') } };
    case 'biz.util.scan':
      return {
        reply: done({ text: `https://example.com/?type=${numberParam(params, 'type', 0)}` }),
        effect: { kind: 'place', place: 'scan', about: '' },
      };
    default:
      return undefined;
  }
}

const lastPart = (path: string): string => path.split(/[?#]/)[0]!.split(/[/\\]/).at(-1) ?? '';
const typeOf = (name: string): string => (name.includes('.') ? name.split('.').at(-1)! : '');
