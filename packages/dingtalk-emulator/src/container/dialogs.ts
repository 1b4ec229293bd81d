import { listParam, numberParam, textParam } from './params.ts';
import type { ContainerAnswer, ContainerCall } from './types.ts';

/** Calls that show something over the page. With a dialog, the reply is that of a person who presses the first button. */
export function dialogMethods({ method, params }: ContainerCall): ContainerAnswer | undefined {
  const title = textParam(params, 'title');
  const message = textParam(params, 'message') || textParam(params, 'content');
  switch (method) {
    case 'device.notification.toast':
      return {
        reply: { kind: 'ok', body: {} },
        effect: {
          kind: 'toast',
          text: textParam(params, 'text') || message,
          icon: textParam(params, 'icon') || textParam(params, 'type'),
          seconds: Math.min(10, Math.max(1, numberParam(params, 'duration', 2))),
        },
      };
    case 'device.notification.showPreloader':
      return {
        reply: { kind: 'ok', body: {} },
        effect: { kind: 'loading', show: true, text: textParam(params, 'text') },
      };
    case 'device.notification.hidePreloader':
      return { reply: { kind: 'ok', body: {} }, effect: { kind: 'loading', show: false, text: '' } };
    case 'device.notification.alert': {
      const buttons = [textParam(params, 'buttonName') || '确定'];
      return ask({ form: 'alert', title, message, buttons }, {});
    }
    case 'device.notification.confirm': {
      const given = listParam(params, 'buttonLabels').map(String);
      const buttons = given.length > 0 ? given : ['确定', '取消'];
      return ask({ form: 'confirm', title, message, buttons }, { buttonIndex: 0 });
    }
    case 'device.notification.actionSheet': {
      const buttons = listParam(params, 'otherButtons').map(String);
      return ask({ form: 'sheet', title, message, buttons }, { buttonIndex: 0 });
    }
    default:
      return undefined;
  }
}

function ask(
  dialog: { form: 'alert' | 'confirm' | 'sheet'; title: string; message: string; buttons: string[] },
  body: object,
): ContainerAnswer {
  return { reply: { kind: 'ok', body }, effect: { kind: 'dialog', dialog } };
}
