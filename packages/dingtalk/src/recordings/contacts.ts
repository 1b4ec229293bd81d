import type { UserId } from '@hongyan/kit';
import { collect, longNumber, old, oldOk, type Recording } from './recording.ts';

/** dingtalk-api.md §5.1 to §5.6. */
export const contactRecordings: readonly Recording[] = [
  {
    title: 'the authorised scope',
    call: (app) => app.contacts.getScope(),
    request: { method: 'GET', host: 'oapi', path: '/auth/scopes', token: 'b0c1d2e3f4' },
    answer: {
      json: {
        errcode: 0,
        errmsg: 'ok',
        auth_user_field: ['name', 'userid', 'jobnumber'],
        condition_field: [],
        auth_org_scopes: { authed_dept: [1], authed_user: ['user0009'] },
      },
    },
    result: {
      ok: true,
      value: { departmentIds: [1], userIds: ['user0009'], fields: ['name', 'userid', 'jobnumber'] },
    },
  },
  {
    title: 'the authorised scope, its departments printed as texts',
    call: (app) => app.contacts.getScope(),
    request: { method: 'GET', host: 'oapi', path: '/auth/scopes', token: 'b0c1d2e3f4' },
    answer: { json: { errcode: '0', auth_org_scopes: { authed_dept: ['37001', '37002'] } } },
    result: { ok: true, value: { departmentIds: [37001, 37002], userIds: [], fields: [] } },
  },
  {
    title: 'one department',
    call: (app) => app.contacts.getDepartment(37001),
    request: old('/topapi/v2/department/get', { dept_id: 37001, language: 'zh_CN' }),
    answer: oldOk({
      result: {
        dept_id: 37001,
        name: '市场部',
        parent_id: 1,
        order: 100,
        dept_manager_userid_list: ['user0001'],
        hide_dept: false,
        member_count: 12,
      },
    }),
    result: {
      ok: true,
      value: { departmentId: 37001, name: '市场部', parentId: 1, order: 100, managerIds: ['user0001'] },
    },
  },
  {
    title: 'the root, whatever it prints as its parent',
    call: (app) => app.contacts.getDepartment(1),
    request: old('/topapi/v2/department/get', { dept_id: 1, language: 'zh_CN' }),
    answer: oldOk({ result: { deptId: '1', name: '示例公司', parentId: 1, order: longNumber } }),
    result: { ok: true, value: { departmentId: 1, name: '示例公司' } },
  },
  {
    title: 'a department outside the scope',
    call: (app) => app.contacts.getDepartment(5),
    request: old('/topapi/v2/department/get', { dept_id: 5, language: 'zh_CN' }),
    answer: { json: { errcode: 50004, errmsg: '请求的部门id不在授权范围内', request_id: 'x' } },
    result: {
      ok: false,
      error: { kind: 'scope', code: '50004', message: '请求的部门id不在授权范围内', requestId: 'x' },
    },
  },
  {
    title: 'direct children',
    call: (app) => app.contacts.listSubDepartments(1),
    request: old('/topapi/v2/department/listsub', { dept_id: 1, language: 'zh_CN' }),
    answer: oldOk({
      result: [{ dept_id: 37001, name: '市场部', parent_id: 1, create_dept_group: true, auto_add_user: true }],
    }),
    result: { ok: true, value: [{ departmentId: 37001, name: '市场部', parentId: 1 }] },
  },
  {
    title: 'children’s ids',
    call: (app) => app.contacts.listSubDepartmentIds(1),
    request: old('/topapi/v2/department/listsubid', { dept_id: 1 }),
    answer: oldOk({ result: { dept_id_list: [37001, 37002] } }),
    result: { ok: true, value: [37001, 37002] },
  },
  {
    title: 'children’s ids, printed as one text',
    call: (app) => app.contacts.listSubDepartmentIds(1),
    request: old('/topapi/v2/department/listsubid', { dept_id: 1 }),
    answer: oldOk({ result: { dept_id_list: '[2,3,4]' } }),
    result: { ok: true, value: [2, 3, 4] },
  },
  {
    title: 'people’s ids',
    call: (app) => app.contacts.listUserIds(37001),
    request: old('/topapi/user/listid', { dept_id: 37001 }),
    answer: oldOk({ result: { userid_list: ['user0001', 'user0002'] } }),
    result: { ok: true, value: ['user0001', 'user0002'] },
  },
  {
    title: 'a page of people with everything',
    call: (app) => collect(app.contacts.walkMembers(37001)),
    request: old('/topapi/v2/user/list', { dept_id: 37001, cursor: 0, size: 100, language: 'zh_CN' }),
    answer: oldOk({
      result: {
        has_more: false,
        list: [
          {
            userid: 'user0001',
            unionid: 'UnIoN0001',
            name: '陈明',
            avatar: '',
            state_code: '86',
            mobile: '13900000001',
            job_number: 'A01',
            title: '工程师',
            email: 'chen@example.com',
            org_email: 'chenming@corp.example',
            dept_id_list: [1, 37001],
            dept_order: longNumber,
            extension: '{}',
            hired_date: 1704067200000,
            active: true,
          },
          { userId: 'user0002', name: '李雷', deptIdList: ['37001'], active: true },
        ],
      },
    }),
    result: [
      {
        ok: true,
        value: {
          userId: 'user0001',
          unionId: 'UnIoN0001',
          name: '陈明',
          title: '工程师',
          email: 'chen@example.com',
          orgEmail: 'chenming@corp.example',
          jobNumber: 'A01',
          departmentIds: [1, 37001],
          active: true,
        },
      },
      { ok: true, value: { userId: 'user0002', name: '李雷', departmentIds: [37001], active: true } },
    ],
  },
  {
    title: 'administrators',
    call: (app) => app.contacts.listAdministrators(),
    request: old('/topapi/user/listadmin', {}),
    answer: oldOk({
      result: [
        { userid: 'user0001', sys_level: 1 },
        { userid: 'user0002', sys_level: '2' },
      ],
    }),
    result: {
      ok: true,
      value: [
        { userId: 'user0001', level: 1 },
        { userId: 'user0002', level: 2 },
      ],
    },
  },
  {
    title: 'what a sub-administrator manages, beside `errcode`',
    call: (app) => app.contacts.getAdministratorScope('user0002' as UserId),
    request: old('/topapi/user/get_admin_scope', { userid: 'user0002' }),
    answer: { json: { dept_ids: [1], errcode: 0, errmsg: 'ok' } },
    result: { ok: true, value: [1] },
  },
  {
    title: 'a person by mobile number',
    call: (app) => app.contacts.findByMobile('13900000001'),
    request: old('/topapi/v2/user/getbymobile', { mobile: '13900000001' }),
    answer: oldOk({ result: { userid: 'user0001' } }),
    result: { ok: true, value: 'user0001' },
  },
];
