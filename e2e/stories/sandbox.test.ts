import { describe } from 'vitest';
import { startSandboxMail } from '../systems.ts';
import { tellMailPath } from './mail-path.ts';

describe('over the sandbox', () => tellMailPath(startSandboxMail));
