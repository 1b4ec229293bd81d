/** The element of a step of the set-up. */
export const stepId = (step: number): string => `step-${step}`;

/** Brings a step into view and puts the focus on it. */
export function showStep(step: number): void {
  const element = document.getElementById(stepId(step));
  if (!element) return;
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: 'start', behavior: still ? 'auto' : 'smooth' });
  element.focus({ preventScroll: true });
}
