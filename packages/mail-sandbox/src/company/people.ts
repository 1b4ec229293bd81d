import type { Person } from '../types.ts';
import { departments } from './departments.ts';

const domain = 'ccjy.example';

/** Name, surname and given name in pinyin, title, extension. */
type Row = readonly [name: string, surname: string, given: string, title: string, extension: string];

const rows: Readonly<Record<number, readonly Row[]>> = {
  101: [
    ['沈知夏', 'shen', 'zhixia', '产品经理', '8118'],
    ['陆景明', 'lu', 'jingming', '产品总监', '8101'],
    ['叶清禾', 'ye', 'qinghe', '产品经理', '8112'],
    ['江予安', 'jiang', 'yuan', '工业设计师', '8115'],
    ['宋以宁', 'song', 'yining', '项目经理', '8120'],
    ['方知行', 'fang', 'zhixing', '技术支持', '8126'],
  ],
  102: [
    ['何思远', 'he', 'siyuan', '光学工程师', '8420'],
    ['秦越川', 'qin', 'yuechuan', '研发总监', '8401'],
    ['温若谷', 'wen', 'ruogu', '镀膜工程师', '8418'],
    ['赵临溪', 'zhao', 'linxi', '结构工程师', '8415'],
    ['苏砚秋', 'su', 'yanqiu', '测试工程师', '8422'],
    ['傅听澜', 'fu', 'tinglan', '算法工程师', '8430'],
    ['白露', 'bai', 'lu', '实验室管理员', '8436'],
  ],
  103: [
    ['周慕云', 'zhou', 'muyun', '采购经理', '8312'],
    ['韩松年', 'han', 'songnian', '供应链总监', '8301'],
    ['梁书意', 'liang', 'shuyi', '采购专员', '8315'],
    ['谢长庚', 'xie', 'changgeng', '质量工程师', '8320'],
    ['邓南星', 'deng', 'nanxing', '物流主管', '8326'],
    ['罗一舟', 'luo', 'yizhou', '仓储主管', '8330'],
  ],
  104: [
    ['林晚舟', 'lin', 'wanzhou', '会计主管', '8206'],
    ['郑其琛', 'zheng', 'qichen', '财务总监', '8201'],
    ['马闻笛', 'ma', 'wendi', '应付会计', '8210'],
    ['冯念慈', 'feng', 'nianci', '出纳', '8212'],
    ['袁嘉木', 'yuan', 'jiamu', '成本会计', '8215'],
  ],
  105: [
    ['程叙白', 'cheng', 'xubai', '总经理', '8001'],
    ['许南乔', 'xu', 'nanqiao', '人事经理', '8610'],
    ['顾行之', 'gu', 'xingzhi', '信息系统主管', '8666'],
    ['唐棠', 'tang', 'tang', '行政主管', '8602'],
    ['曹见山', 'cao', 'jianshan', '法务', '8620'],
    ['潘晓星', 'pan', 'xiaoxing', '前台', '8600'],
  ],
};

/** Whom a newcomer meets first, in this order; the first is who the demo opens with. */
const first = ['沈知夏', '林晚舟', '周慕云', '顾行之', '何思远', '程叙白', '许南乔'];
const rank = ({ name }: Person): number => (first.includes(name) ? first.indexOf(name) : first.length);

/** Everyone in the sample company. */
export const people: readonly Person[] = Object.entries(rows)
  .flatMap(([departmentId, members]) => members.map((row) => toPerson(row, Number(departmentId))))
  .sort((a, b) => rank(a) - rank(b));

function toPerson([name, surname, given, title, extension]: Row, departmentId: number): Person {
  return {
    userId: `${surname}${given}`,
    unionId: `union-${surname}-${given}`,
    name,
    pinyin: `${surname} ${given}`,
    address: `${surname}.${given}@${domain}`,
    // Easy to type: these accounts exist on one machine and hold invented mail.
    password: `${given}-2026`,
    title,
    departmentId,
    departmentName: departments.find((department) => department.id === departmentId)!.name,
    extension,
    isAdmin: name === '顾行之',
  };
}

/** A person by name; a name that nobody has is a bug in the sample. */
export function personNamed(name: string): Person {
  const person = people.find((each) => each.name === name);
  if (!person) throw new Error(`nobody is called ${name}`);
  return person;
}
