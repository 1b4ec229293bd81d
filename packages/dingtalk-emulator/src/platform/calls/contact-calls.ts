import type { PlatformCall } from '../call.ts';
import { getAdminScope } from './get-admin-scope.ts';
import { getAuthScopes } from './get-auth-scopes.ts';
import { getDepartment } from './get-department.ts';
import { getUser } from './get-user.ts';
import { getUserByMobile } from './get-user-by-mobile.ts';
import { getUserByUnionId } from './get-user-by-union-id.ts';
import { listAdmins } from './list-admins.ts';
import { listSubDepartmentIds } from './list-sub-department-ids.ts';
import { listSubDepartments } from './list-sub-departments.ts';
import { listUserIds } from './list-user-ids.ts';
import { listUsers } from './list-users.ts';
import { listUsersSimple } from './list-users-simple.ts';

/** The address book (dingtalk-api.md §5.1 to §5.6). */
export const contactCalls: readonly PlatformCall[] = [
  getUser,
  getUserByMobile,
  getUserByUnionId,
  listUsers,
  listUsersSimple,
  listUserIds,
  listSubDepartments,
  listSubDepartmentIds,
  getDepartment,
  getAuthScopes,
  listAdmins,
  getAdminScope,
];
