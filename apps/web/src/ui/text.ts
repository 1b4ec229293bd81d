import { defineText } from '../i18n/language.ts';

/** The words that the parts themselves say. */
export const uiText = defineText(
  {
    cancel: '取消',
    close: '关闭',
    undo: '撤销',
    retry: '重试',
    back: '返回',
    show: '显示',
    hide: '隐藏',
    clear: '清空',
    notices: '提示',
    partFailed: '这一部分没有加载出来',
  },
  {
    cancel: 'Cancel',
    close: 'Close',
    undo: 'Undo',
    retry: 'Retry',
    back: 'Back',
    show: 'Show',
    hide: 'Hide',
    clear: 'Clear',
    notices: 'Notices',
    partFailed: 'This part could not be loaded',
  },
);
