import { defineText } from '../i18n/language.ts';

const mails = (count: number) => (count === 1 ? '1 mail' : `${count} mails`);

/** What acts on mail say after they are done. */
export const actionsText = defineText(
  {
    archived: (n: number) => `已归档 ${n} 封`,
    removed: (n: number) => `已删除 ${n} 封`,
    moved: (n: number) => `已移动 ${n} 封`,
    movedTo: (n: number, folder: string) => (n === 1 ? `已移到“${folder}”` : `${n} 封已移到“${folder}”`),
    expungeTitle: (n: number) => `永久删除这 ${n} 封邮件？`,
    expungeText: '邮件服务器上也会删除，不能恢复。',
    expunge: '永久删除',
    expunged: (n: number) => `已永久删除 ${n} 封`,
  },
  {
    archived: (n: number) => `${mails(n)} archived`,
    removed: (n: number) => `${mails(n)} deleted`,
    moved: (n: number) => `${mails(n)} moved`,
    movedTo: (n: number, folder: string) => `${mails(n)} moved to “${folder}”`,
    expungeTitle: (n: number) => `Delete ${mails(n)} for good?`,
    expungeText: 'They will be deleted on the mail server too and cannot be restored.',
    expunge: 'Delete for good',
    expunged: (n: number) => `${mails(n)} deleted for good`,
  },
);
