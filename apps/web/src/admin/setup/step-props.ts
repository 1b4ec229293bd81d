import type { AppDetail, DoctorCheck } from '@hongyan/contract';

/** What every step of the set-up works on. */
export interface StepProps {
  readonly app: AppDetail;
  readonly checks: readonly DoctorCheck[];
  readonly onChange: (app: AppDetail) => void;
}
