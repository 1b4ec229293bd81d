import type { Department } from '../types.ts';

/** The departments of the sample company; 1 is the company itself. */
export const departments = [
  { id: 1, name: '澄川精仪' },
  { id: 101, parentId: 1, name: '产品部' },
  { id: 102, parentId: 1, name: '光学研发部' },
  { id: 103, parentId: 1, name: '供应链部' },
  { id: 104, parentId: 1, name: '财务部' },
  { id: 105, parentId: 1, name: '综合管理部' },
] as const satisfies readonly Department[];
