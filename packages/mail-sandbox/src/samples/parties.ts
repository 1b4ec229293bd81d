import { people, personNamed } from '../company/people.ts';
import type { Party } from './letter.ts';

/** A colleague as a correspondent. */
export function colleague(name: string): Party {
  const { address, departmentName, extension } = personNamed(name);
  return { name, address, signature: `${departmentName}，分机 ${extension}` };
}

/** All people of a department. */
export const department = (name: string): Party[] =>
  people.filter((person) => person.departmentName === name).map((person) => colleague(person.name));

export const everyone = (): Party[] => people.map((person) => colleague(person.name));

const outside = (name: string, address: string, signature?: string): Party => ({
  name,
  address,
  ...(signature && { signature }),
});

/** People outside the company. */
export const clara = outside(
  'Clara Lindqvist',
  'clara.lindqvist@halden-optik.example',
  'Key Account Manager, Halden Optik AB',
);
export const outsiders = {
  erik: outside('Erik Sandahl', 'erik.sandahl@halden-optik.example', 'Coating Lab, Halden Optik AB'),
  priya: outside('Priya Raman', 'priya.raman@northlidar.example', 'Senior Optical Engineer, North Lidar'),
  tom: outside('Tom Becker', 'tom.becker@vireo-imaging.example', 'Product Manager, Vireo Imaging GmbH'),
  qiao: outside('乔立川', 'qiao.lichuan@hengjing-glass.example', '恒晶光学玻璃 大客户经理'),
  su: outside('苏曼', 'suman@ruiyi-mould.example', '睿一精密模具 销售'),
  wei: outside('魏东明', 'weidm@tongda-pack.example', '通达包装 业务经理'),
  cai: outside('蔡雨桐', 'caiyutong@yunfan-logistics.example', '云帆国际货运 客服'),
  shi: outside('石磊', 'shilei@zhongce-lab.example', '中测检测 项目工程师'),
  chen: outside('陳柏宇', 'boyu.chen@lianguang.example', '聯光精密股份有限公司 業務部'),
  ning: outside('宁可', 'ningke@optoexpo.example', '光博会组委会'),
} as const;

/** Machines that write. */
export const machines = {
  travel: outside('云程商旅', 'invoice@yuncheng-travel.example'),
  ride: outside('风行出行', 'no-reply@fengxing-ride.example'),
  courier: outside('速通快递', 'noreply@sutong-express.example'),
  hotel: outside('安栖酒店', 'fapiao@anqi-hotel.example'),
  weekly: outside('光电周报', 'weekly@optoweekly.example'),
  digest: outside('Lens Design Digest', 'digest@lensdesign.example'),
  cloud: outside('石墨云盘', 'notice@shimo-disk.example'),
  tickets: outside('IT 服务台', 'servicedesk@ccjy.example'),
  defects: outside('Tracker', 'no-reply@tracker.ccjy.example'),
  report: outside('经营日报', 'no-reply@bi.ccjy.example'),
  approval: outside('审批助手', 'no-reply@oa.ccjy.example'),
  monitor: outside('机房监控', 'no-reply@monitor.ccjy.example'),
  talent: outside('职达招聘', 'resume@zhida-job.example'),
} as const;
