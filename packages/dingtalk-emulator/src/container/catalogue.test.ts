import { describe, expect, test } from 'vitest';
import type { Device } from '../model.ts';
import { company } from '../testing/build.ts';
import { catalogue, methodOn } from './catalogue.ts';
import { type Directory, pickerMethods } from './pickers.ts';
import type { Chosen, ContainerCall } from './types.ts';

describe('where a method exists', () => {
  test.each<[string, Device, string, boolean]>([
    ['runtime.permission.requestAuthCodeV2', 'ios', '7.0.44', false],
    ['runtime.permission.requestAuthCodeV2', 'ios', '7.0.45', true],
    ['runtime.permission.requestAuthCodeV2', 'pc-win', '7.0.45', false],
    ['biz.file.chooseFile', 'pc-mac', '7.1.9', false],
    ['biz.file.chooseFile', 'pc-mac', '7.1.10', true],
    ['biz.cspace.saveFile', 'pc-win', '9.0.0', false],
    ['biz.chat.openSingleChat', 'pc-win', '9.0.0', false],
    ['biz.util.openSlidePanel', 'android', '9.0.0', false],
    ['ui.webViewBounce.disable', 'android', '9.0.0', false],
    ['ui.webViewBounce.disable', 'ios', '9.0.0', true],
    ['toString', 'ios', '9.0.0', false],
  ])('%s on %s %s: %s', (method, device, version, exists) => {
    expect(methodOn(method, device, version) !== undefined).toBe(exists);
  });

  test('every row names some platform', () => {
    for (const row of Object.values(catalogue)) expect(row.phone ?? row.desktop).toBeDefined();
  });
});

describe('pickers', () => {
  const directory: Directory = {
    person: (userId) => company.people.find((one) => one.userId === userId),
    people: () => company.people,
    department: (id) => company.departments.find((one) => one.id === id),
    departments: () => company.departments,
    everyoneWithin: (id) => (id === 37002 ? [company.people[1]!] : company.people),
  };
  const ask = (method: string, params: Record<string, unknown>, chosen?: Chosen) => {
    const call: ContainerCall = {
      person: company.people[0]!,
      device: 'ios',
      pageUrl: 'http://mail.test/',
      method,
      params,
      ...(chosen ? { chosen } : {}),
    };
    return pickerMethods(call, directory)!;
  };
  const complex = 'biz.contact.complexPicker';

  test('ask with what is allowed, and answer what was chosen', () => {
    const first = ask(complex, {
      title: '收件人',
      disabledUsers: ['zhixia'],
      maxUsers: 5,
      pickedDepartments: ['37002'],
    });
    expect(first.effect).toMatchObject({
      kind: 'dialog',
      dialog: {
        form: 'pick',
        title: '收件人',
        pick: { people: true, departments: true, max: 5, disabledUsers: ['zhixia'] },
      },
    });
    const params = { disabledUsers: ['zhixia'] };
    expect(ask(complex, params, { users: ['zhixia', 'Mu_Yun', 'nobody'], departments: [37002] }).reply).toEqual({
      kind: 'ok',
      body: {
        selectedCount: 2,
        users: [{ name: '周慕云', avatar: '', emplId: 'Mu_Yun' }],
        departments: [{ id: '37002', name: '光学组', number: '1' }],
      },
    });
  });

  test('departments become people where the page wants people only, each once', () => {
    const body = { selectedCount: 1, users: [{ emplId: 'Mu_Yun' }] };
    const chosen = { users: ['Mu_Yun'], departments: [37002] };
    expect(ask(complex, { responseUserOnly: true }, chosen).reply).toMatchObject({ kind: 'ok', body });
  });

  test('what is required cannot be left out, and one means one', () => {
    expect(ask(complex, { requiredUsers: ['Mu_Yun'] }, {}).reply).toMatchObject({
      body: { users: [{ emplId: 'Mu_Yun' }] },
    });
    const both = { users: ['zhixia', 'Mu_Yun'] };
    expect(ask('biz.contact.choose', { multiple: false }, both).reply).toMatchObject({ body: [{ emplId: 'zhixia' }] });
  });

  test('who closes it has cancelled', () => {
    for (const method of [complex, 'biz.contact.departmentsPicker', 'biz.customContact.choose'])
      expect(ask(method, {}, 'cancelled').reply).toMatchObject({ kind: 'fail', errorCode: '-1' });
  });

  test('the page’s own list offers nobody else', () => {
    const params = { users: ['Mu_Yun', 'nobody'] };
    const { reply, effect } = ask('biz.customContact.multipleChoose', params);
    expect(effect).toMatchObject({ dialog: { form: 'list', choices: [{ id: 'Mu_Yun', label: '周慕云' }] } });
    expect(reply).toMatchObject({ body: [{ emplId: 'Mu_Yun' }] });
    expect(ask('biz.customContact.choose', params, { ids: ['zhixia'] }).reply).toMatchObject({ errorCode: '-1' });
  });
});
