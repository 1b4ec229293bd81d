import { describe } from 'vitest';
import { startRealMail } from '../systems.ts';
import { tellMailPath } from './mail-path.ts';

describe('over real Dovecot and Postfix', () => tellMailPath(startRealMail));
