import type { Company } from '../types.ts';
import { departments } from './departments.ts';
import { people } from './people.ts';

/** The invented company of the demo: a maker of lenses. */
export const sampleCompany: Company = {
  corpId: 'dingdemo',
  name: '澄川精仪',
  domain: 'ccjy.example',
  departments,
  people,
};
