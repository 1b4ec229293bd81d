/** A `task_id` is a number of 12 digits (dingtalk-api.md §3.1); we keep it as text. What is no such number leaves as it is. */
export const taskNumber = (taskId: string): number | string => (/^\d{1,15}$/.test(taskId) ? Number(taskId) : taskId);
