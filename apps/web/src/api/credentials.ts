/** How the page proves who it is, between the client (who needs it) and the sign-in (who makes it). */
let known: string | undefined;
let needed = false;
let renew: () => Promise<boolean> = () => Promise.resolve(false);

export const credentials = {
  /** Sent only where the cookie did not come back. */
  bearer: (): string | undefined => (needed ? known : undefined),
  /** The bearer of a new session; in memory only. */
  keep(bearer: string | undefined): void {
    known = bearer;
  },
  /** What to do when a request is refused for want of a session. */
  renewWith(run: () => Promise<boolean>): void {
    renew = run;
  },
  /** A web view that drops our cookie is refused once: from then on the bearer goes along. Else a new sign-in. */
  async signInAgain(): Promise<boolean> {
    if (known && !needed) {
      needed = true;
      return true;
    }
    return renew();
  },
};
