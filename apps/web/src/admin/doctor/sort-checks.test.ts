import type { DoctorCheck } from '@hongyan/contract';
import { describe, expect, test } from 'vitest';
import { permissionStates, sortChecks, stepVerdict } from './sort-checks.ts';

const check = (id: DoctorCheck['id'], state: DoctorCheck['state'], more: Partial<DoctorCheck> = {}): DoctorCheck => ({
  id,
  name: { zh: id, en: id },
  state,
  ...more,
});

describe('the doctor’s results', () => {
  test('are grouped, with the newest time and the sum of the durations', () => {
    const sorted = sortChecks([
      check('public_url', 'passed', { ms: 30, at: '2026-11-23T06:35:00Z' }),
      check('egress_ip', 'failed', { ms: 12, at: '2026-11-23T06:35:02Z' }),
      check('quota', 'warning'),
      check('test_notice', 'not_tested'),
    ]);
    expect(
      [sorted.failed, sorted.warnings, sorted.notTested, sorted.passed].map((group) => group.map((one) => one.id)),
    ).toEqual([['egress_ip'], ['quota'], ['test_notice'], ['public_url']]);
    expect(sorted).toMatchObject({ at: '2026-11-23T06:35:02Z', ms: 42 });
  });

  test('give a step its verdict only when all of its checks ran', () => {
    const checks = [
      check('permissions', 'passed', { step: 4 }),
      check('gated_fields', 'not_tested', { step: 4 }),
      check('egress_ip', 'failed', { step: 3 }),
      check('home_page', 'passed', { step: 2 }),
      check('mail_imap', 'failed', { step: 7 }),
    ];
    expect([2, 3, 4, 7].map((step) => stepVerdict(step, checks))).toEqual(['passed', 'failed', 'open', 'open']);
  });
});

describe('permissions', () => {
  const wanted = [
    { name: '成员信息读权限', code: 'qyapi_get_member' },
    { name: '管理微应用的权限', code: 'qyapi_microapp_manage' },
    { name: '邮箱等个人信息', code: 'fieldEmail' },
  ];

  test('are unknown before the doctor ran', () => {
    expect(permissionStates(wanted, []).map((one) => one.state)).toEqual(['unknown', 'unknown', 'unknown']);
  });

  test('that gate a field are known only from people’s data', () => {
    const checks = [check('permissions', 'failed', { missing: ['管理微应用的权限'] })];
    expect(permissionStates(wanted, checks).map((one) => one.state)).toEqual(['granted', 'missing', 'unknown']);
    const both = [...checks, check('gated_fields', 'failed', { missing: ['fieldEmail'] })];
    expect(permissionStates(wanted, both).map((one) => one.state)).toEqual(['granted', 'missing', 'missing']);
  });
});
