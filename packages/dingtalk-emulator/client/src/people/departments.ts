import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { EmulatorDepartment } from '../../../src/model.ts';

const DepartmentsContext = createContext<readonly EmulatorDepartment[]>([]);
export const DepartmentsProvider = DepartmentsContext.Provider;

/** The organisation's departments, for parts that are far from the page's state. */
export const useDepartments = (): readonly EmulatorDepartment[] => useContext(DepartmentsContext);
